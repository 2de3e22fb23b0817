import { tableFromIPC } from 'apache-arrow'
import { column, rows } from '../../../analysis/case/rows.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { textOfPdf, textsOfFile } from '../../../analysis/disclosure/index.ts'
import { mayHave, type PlantedSources, tokensOf } from './planted-sources.ts'
import type { KnownToAll, Prepared } from './prepared-material.ts'

/** Pairs of records of every kind with the one before, whether anybody is asked about them or not. */
async function pairKeysOf({ opened }: PlantedSources): Promise<string[]> {
  const keys = await opened.database.readAsStored(undefined, (connection) =>
    connection.all(
      rows({ record_key: column.text })({
        text: 'select record_key from record order by record_id',
        values: [],
      }),
    ),
  )
  return keys.slice(1).map(({ record_key }, index) => `${keys[index]!.record_key}~${record_key}`)
}

/** What there is to ask about, by what the hub and the police know. */
export async function knownToAll(given: PlantedSources): Promise<KnownToAll> {
  const everyRecord = await given.as('hub').people.records({})
  const ofPolice = await given.as('police').people.records({})
  const draft = await given.as('hub').profile.draft({})
  return {
    persons: [...new Set([...everyRecord, ...ofPolice].map(({ person }) => person))],
    pairKeys: await pairKeysOf(given),
    figures: draft.sections.flatMap(({ claim, paragraphs }) =>
      [claim, ...paragraphs.map(({ runs }) => runs)]
        .flat()
        .flatMap(({ figureId }) => (figureId === undefined ? [] : [figureId])),
    ),
  }
}

async function textOfBlob(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer())
  const { views } = textsOfFile('answer', bytes)
  const isPdf = bytes[0] === 0x25 && bytes[1] === 0x50
  return [...views.map(({ text }) => text), ...(isPdf ? [await textOfPdf(bytes)] : [])].join('\n')
}

async function textOfArrow(blob: Blob): Promise<string> {
  const rows = tableFromIPC(new Uint8Array(await blob.arrayBuffer())).toArray()
  return JSON.stringify(
    rows.map((row) => row.toJSON()),
    (_, value) => (typeof value === 'bigint' ? String(value) : value),
  )
}

/** All that an answer says: its words, the cells of its tables, the insides of its files, and of a stream what comes first. */
async function textOf(answer: unknown): Promise<string> {
  if (answer === null || typeof answer !== 'object') return JSON.stringify(answer) ?? ''
  if (answer instanceof Blob) return textOfBlob(answer)
  if (Symbol.asyncIterator in answer) {
    const stream = (answer as AsyncIterable<unknown>)[Symbol.asyncIterator]()
    const { value } = await stream.next()
    await stream.return?.()
    return textOf(value)
  }
  const parts = await Promise.all(
    Object.entries(answer).map(async ([name, value]) =>
      name === 'arrow' && value instanceof Blob ? textOfArrow(value) : `${name}: ${await textOf(value)}`,
    ),
  )
  return parts.join('\n')
}

type Ask = (input: unknown) => Promise<unknown>
const asking = (given: PlantedSources, role: Role, question: string): Ask => {
  const [room, name] = question.split('.') as [string, string]
  const client = given.as(role) as unknown as Record<string, Record<string, Ask>>
  return client[room]![name]!
}

interface Said {
  readonly question: string
  readonly input: string
  readonly text: string
  readonly failed: string | null
}

/** What a role is told by one question, the words of a refusal too. */
export async function said(
  given: PlantedSources,
  role: Role,
  question: string,
  input: unknown,
): Promise<Said> {
  const asked = { question, input: JSON.stringify(input) }
  try {
    return { ...asked, text: await textOf(await asking(given, role, question)(input)), failed: null }
  } catch (error) {
    const { code, message, data } = error as { code?: string; message?: string; data?: unknown }
    return { ...asked, text: `${message} ${JSON.stringify(data)}`, failed: code ?? String(error) }
  }
}

/** What a role is told by everything that is prepared. */
export async function saidToAll(
  given: PlantedSources,
  prepared: Readonly<Record<string, Prepared>>,
  role: Role,
  isLate: boolean,
): Promise<Said[]> {
  const answers: Said[] = []
  for (const [question, { inputs, late = false }] of Object.entries(prepared))
    if (late === isLate) for (const input of inputs) answers.push(await said(given, role, question, input))
  return answers
}

export const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '')

/** What a role may not have, and may not have otherwise. */
function forbiddenTo(given: PlantedSources, role: Role): string[] {
  const allowed = new Set(given.plants.filter((one) => mayHave(role, one)).flatMap(tokensOf))
  const isAnalyst = role === 'police' || role === 'health' || role === 'hub'
  // Calls name the numbers of their ends.
  for (const one of given.plants.filter(({ kind }) => isAnalyst && kind === 'treatment'))
    allowed.add(one.phone.slice(1))
  for (const one of given.plants.filter(
    ({ kind, outcome }) => kind === 'treatment' && outcome === 'set-aside',
  ))
    allowed.delete(one.phone.slice(1))
  const first = given.plants.find(({ kind }) => kind === 'treatment')!
  if (!mayHave(role, first)) allowed.delete(first.phone.slice(1))
  return given.plants
    .filter((one) => !mayHave(role, one))
    .flatMap(tokensOf)
    .filter((token) => !allowed.has(token))
}

/** Answers in which a role has what it may not have; what it wrote itself in the question is no answer. */
export function leaksIn(given: PlantedSources, role: Role, answers: readonly Said[]): string[] {
  const forbidden = forbiddenTo(given, role).map((token) => ({ token, folded: plain(token) }))
  return answers.flatMap(({ question, input, text }) => {
    const [saidText, asked] = [plain(text), plain(input)]
    return forbidden
      .filter(({ folded }) => saidText.includes(folded) && !asked.includes(folded))
      .map(({ token }) => `${role} ${question} ${input.slice(0, 100)}: ${token}`)
  })
}
