import { zipSync } from 'fflate'

interface ZipFile {
  readonly name: string
  readonly content: string | Uint8Array
  /** What the directory says of its size, where it lies. */
  readonly statedSize?: number
  readonly isEncrypted?: boolean
}

const centralEntry = 0x02014b50

/** Makes the directory and the entry itself say what is not so. */
function lie(archive: Buffer, at: number, { statedSize, isEncrypted }: ZipFile): void {
  const local = archive.readUInt32LE(at + 42)
  for (const [place, flags, size] of [
    [at, 8, 24],
    [local, 6, 22],
  ] as const) {
    if (isEncrypted) archive.writeUInt16LE(archive.readUInt16LE(place + flags) | 1, place + flags)
    if (statedSize !== undefined) archive.writeUInt32LE(statedSize, place + size)
  }
}

/** A ZIP as extraction programs write it: deflated entries and a central directory. */
export function zipOf(files: readonly ZipFile[]): Buffer {
  const contents = files.map(({ name, content }) => [name, new Uint8Array(Buffer.from(content))] as const)
  const archive = Buffer.from(zipSync(Object.fromEntries(contents), { mtime: new Date(1980, 0, 1) }))
  let at = archive.readUInt32LE(archive.length - 6)
  while (archive.readUInt32LE(at) === centralEntry) {
    const end = at + 46 + archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, end)
    const given = files.find((file) => file.name === name)
    if (given) lie(archive, at, given)
    at = end + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return archive
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

export const field = (name: string, value: string | null, type = 'String') =>
  value === null
    ? `<field name="${name}" type="${type}"><empty/></field>`
    : `<field name="${name}" type="${type}"><value type="${type}"><![CDATA[${value}]]></value></field>`

const stamp = (at: string) =>
  `<field name="TimeStamp" type="TimeStamp"><value type="TimeStamp" format="TimeStampKnown" formattedTimestamp="${at}+00:00">${at}.230+00:00</value></field>`

export interface Party {
  readonly id: string
  readonly name?: string
  readonly role?: 'From' | 'To' | 'General'
  readonly isOwner?: boolean
}

const party = ({ id, name, role = 'General', isOwner = false }: Party) =>
  `<model type="Party" id="p" deleted_state="Unknown">${field('Identifier', id)}${field('Name', name ?? null)}${field('Role', role, 'PartyRole')}${field('IsPhoneOwner', isOwner ? 'True' : 'False', 'Boolean')}</model>`

const models = (name: string, inner: string) =>
  inner === ''
    ? `<multiModelField name="${name}" type="Party"/>`
    : `<multiModelField name="${name}" type="Party">${inner}</multiModelField>`

export const model = (type: string, inner: string, deleted = 'Intact') =>
  `<model type="${type}" id="m" deleted_state="${deleted}" decoding_confidence="High" isrelated="False" source_index="1">${inner}</model>`

const modelField = (name: string, inner: string) =>
  `<modelField name="${name}" type="Party">${inner}</modelField>`

export const call = (from: Party, to: Party, at: string, more: { type?: string; duration?: string } = {}) =>
  model(
    'Call',
    `${field('Direction', more.type ?? 'Outgoing', 'ModelDirections')}${stamp(at)}${field('Duration', more.duration ?? '00:01:05', 'TimeSpan')}${models('Parties', party({ ...from, role: 'From' }) + party({ ...to, role: 'To' }))}`,
  )

export const text = (from: Party, to: Party, at: string, body: string, deleted = 'Intact') =>
  model(
    'SMS',
    `${stamp(at)}${field('Body', body)}${field('Folder', from.isOwner ? 'Sent' : 'Inbox')}${field('SMSC', null)}${models('Parties', party({ ...from, role: 'From' }) + party({ ...to, role: 'To' }))}<multiField name="AllTimeStamps" type="TimeStamp"/>`,
    deleted,
  )

export const message = (from: Party, to: readonly Party[], at: string, body: string) =>
  model(
    'InstantMessage',
    `${stamp(at)}${field('Body', body)}${modelField('From', party({ ...from, role: 'From' }))}${models('To', to.map((one) => party({ ...one, role: 'To' })).join(''))}`,
  )

export const chat = (participants: readonly Party[], messages: string) =>
  model(
    'Chat',
    `${field('Source', 'WhatsApp')}${models('Participants', participants.map(party).join(''))}${models('Messages', messages)}`,
  )

export const contact = (name: string, numbers: readonly string[]) =>
  model(
    'Contact',
    `${field('Name', name)}<multiField name="Notes" type="String"><value type="String"><![CDATA[one]]></value><value type="String"><![CDATA[two]]></value></multiField>${models(
      'Entries',
      numbers
        .map((number) =>
          model(
            number.includes('@') ? 'UserID' : 'PhoneNumber',
            `${field('Category', 'Mobile')}${field('Value', number)}${field('Domain', 'Telefone')}`,
          ),
        )
        .join(''),
    )}`,
  )

/** A report of one phone around its models. */
export function report(
  items: Readonly<Record<string, string>>,
  modelsByType: Readonly<Record<string, string>>,
): string {
  const device = Object.entries(items)
    .map(([name, value]) => `<item id="i" name="${name}" group="g">${escaped(value)}</item>`)
    .join('')
  const decoded = Object.entries(modelsByType)
    .map(([type, inner]) => `<modelType type="${type}">${inner}</modelType>`)
    .join('\n')
  return `<?xml version="1.0" encoding="utf-8"?>
<project id="1" name="synthetic" reportVersion="5.2.0.0" xmlns="http://pa.cellebrite.com/report/2.0">
<sourceExtractions><extractionInfo id="0" name="Logical" type="Logical"/></sourceExtractions>
<metadata section="Extraction Data"><item name="DeviceInfoTimeZone">Europe/London</item></metadata>
<metadata section="Device Info">${device}</metadata>
<taggedFiles><file fs="x" path="a.jpg" size="1" id="f"><metadata section="File"><item name="Local Path"><![CDATA[files\\Image\\a.jpg]]></item></metadata></file></taggedFiles>
<decodedData>
${decoded}
</decodedData>
</project>
`
}
