import type { PhoneRow, PhoneSheet } from './phone-extraction.ts'
import type { ReportModel } from './report-models.ts'

const communication = [
  'From',
  'To',
  'Parties',
  'Direction',
  'Type',
  'Folder',
  'Status',
  'Timestamp',
  'Duration',
  'Body',
  'Source',
  'Deleted',
] as const

/** Models that are read, as the sheets that they would be in a workbook. */
export const reportSheets: readonly PhoneSheet[] = [
  { name: 'Call', kind: 'calls', headers: communication },
  { name: 'SMS', kind: 'texts', headers: communication },
  { name: 'MMS', kind: 'texts', headers: communication },
  { name: 'InstantMessage', kind: 'chats', headers: communication },
  { name: 'Contact', kind: 'contacts', headers: ['Name', 'Entries', 'Source'] },
]

const isTrue = (text: string | undefined) => /^(true|yes|1)$/i.test(text ?? '')

/** `<identifier> <name>`, marked where it is the phone's owner, as a workbook writes it. */
function partyWords(party: ReportModel): string {
  const value = (name: string) => party.values.get(name)?.replaceAll(/[\r\n;]+/g, ' ') ?? ''
  const words = [value('Identifier'), value('Name')].filter(Boolean).join(' ')
  if (!isTrue(party.values.get('IsPhoneOwner'))) return words
  return `${words || 'owner'} (owner)`
}

const partiesIn = (model: ReportModel, ...names: readonly string[]) =>
  names.flatMap((name) => model.models.get(name) ?? [])

const together = (parties: readonly ReportModel[]) => parties.map(partyWords).filter(Boolean).join('\n')

function cellsOf(
  model: ReportModel,
  ends: { from: string; to: string; parties: string; direction?: string },
): string[] {
  const value = (name: string) => model.values.get(name) ?? ''
  const cells: Record<(typeof communication)[number], string> = {
    From: ends.from,
    To: ends.to,
    Parties: ends.parties,
    Direction: ends.direction ?? value('Direction'),
    Type: value('Type'),
    Folder: value('Folder'),
    Status: value('Status'),
    Timestamp: value('TimeStamp'),
    Duration: value('Duration'),
    Body: value('Body') || value('Subject'),
    Source: value('Source'),
    Deleted: /^(deleted|trash)$/i.test(model.deletedState) ? 'Deleted' : '',
  }
  return communication.map((header) => cells[header])
}

function cellsOfCallOrText(model: ReportModel): string[] {
  const parties = partiesIn(model, 'Parties', 'Participants')
  const inRole = (role: string) => parties.filter((party) => party.values.get('Role') === role)
  const unsaid = parties.filter((party) => !['From', 'To'].includes(party.values.get('Role') ?? ''))
  return cellsOf(model, {
    from: together([...partiesIn(model, 'From'), ...inRole('From')]),
    to: together([...partiesIn(model, 'To'), ...inRole('To')]),
    parties: together(unsaid),
  })
}

/** A message without receivers went to the others of its chat, or came to the phone. */
function cellsOfMessage(message: ReportModel, chat: ReportModel | null): string[] {
  const [from] = partiesIn(message, 'From')
  const participants = chat ? partiesIn(chat, 'Participants') : []
  const owner = participants.find((party) => isTrue(party.values.get('IsPhoneOwner')))
  const sender = from?.values.get('Identifier') || from?.values.get('Name') || ''
  const isOwn =
    isTrue(message.values.get('FromIsOwner')) ||
    isTrue(from?.values.get('IsPhoneOwner')) ||
    (owner !== undefined && sender !== '' && sender === owner.values.get('Identifier'))
  const to = partiesIn(message, 'To')
  const others = participants.filter(
    (party) =>
      party !== owner &&
      !isTrue(party.values.get('IsPhoneOwner')) &&
      (party.values.get('Identifier') || party.values.get('Name')) !== sender,
  )
  const receivers = to.length > 0 ? to : isOwn ? others : owner ? [owner] : []
  const fromWords = from ? partyWords(from) : owner && isOwn ? partyWords(owner) : ''
  return cellsOf(message, {
    from: isOwn && !/\(owner\)$/.test(fromWords) ? `${fromWords || 'owner'} (owner)` : fromWords,
    to: together(receivers),
    parties: '',
    direction: isOwn ? 'Outgoing' : from ? 'Incoming' : '',
  })
}

const entryWords = (entry: ReportModel): string[] => {
  const [value, category] = [entry.values.get('Value') ?? '', entry.values.get('Category') ?? '']
  if (value === '') return []
  const one = value.replaceAll(/[\r\n;]+/g, ' ')
  if (entry.type === 'PhoneNumber') return [`Phone-${category.replaceAll(/[:\r\n;]/g, ' ')}: ${one}`]
  return /@s\.whatsapp\.net$/i.test(value) ? [`User ID-WhatsApp: ${one}`] : []
}

const cellsOfContact = (model: ReportModel): string[] => [
  (model.values.get('Name') ?? '').replaceAll(/[\r\n]+/g, ' '),
  partiesIn(model, 'Entries').flatMap(entryWords).join('\n'),
  model.values.get('Source') ?? '',
]

interface ReportRow {
  readonly sheet: number
  readonly cells: readonly string[]
  readonly isCut: boolean
}

const sheetOf = (type: string) => reportSheets.findIndex(({ name }) => name === type)

/** The rows that one item of a report stands for: one each, and for a chat one for each of its messages; none for items that are not read. */
export function rowsOfModel(model: ReportModel): ReportRow[] {
  if (model.type === 'Chat')
    return partiesIn(model, 'Messages').map((message) => ({
      sheet: sheetOf('InstantMessage'),
      cells: cellsOfMessage(message, model),
      isCut: message.isCut,
    }))
  const sheet = sheetOf(model.type)
  if (sheet < 0) return []
  const cells =
    model.type === 'Contact'
      ? cellsOfContact(model)
      : model.type === 'InstantMessage'
        ? cellsOfMessage(model, null)
        : cellsOfCallOrText(model)
  return [{ sheet, cells, isCut: model.isCut }]
}

/** Rows numbered by their order in the report, sheet by sheet. */
export class RowNumbers {
  private readonly last = new Map<number, number>()

  number({ sheet, cells }: ReportRow): readonly [number, PhoneRow] {
    const rowNumber = (this.last.get(sheet) ?? 0) + 1
    this.last.set(sheet, rowNumber)
    return [sheet, { rowNumber, cells }]
  }
}
