import { join } from 'node:path'
import { isContractProcedure } from '@orpc/contract'
import { expect, it, onTestFinished } from 'vitest'
import type { z } from 'zod'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { contract, type QuestionMeta, type Reference, type Role } from '../../analysis/contract/index.ts'
import { subjectOf } from '../../analysis/engine/subject.ts'
import { askEngine, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

interface Question {
  readonly name: string
  readonly meta: QuestionMeta
  readonly fields: readonly string[]
}

const fieldsOf = (schema: unknown): string[] => Object.keys((schema as z.ZodObject | undefined)?.shape ?? {})

function questionsOf(part: unknown, path: readonly string[] = []): Question[] {
  if (!isContractProcedure(part))
    return Object.entries(part as object).flatMap(([name, inner]) => questionsOf(inner, [...path, name]))
  const { meta, inputSchema } = part['~orpc']
  return [{ name: path.join('.'), meta: meta as QuestionMeta, fields: fieldsOf(inputSchema) }]
}

const questions = questionsOf(contract)

const identities = [
  '+447700900123',
  '07700900123',
  '07700 900123',
  '447700900123@s.whatsapp.net',
  'Zoe Quill',
  'zoe quill',
  'QUILL',
  'zoe-quill',
  '/home/zoe/Operation Quill/phones.ufdr',
  'C:\\Users\\zoe\\phones.ufdr',
  "select * from record where surname = 'Quill'",
  '1987-03-12 Quill',
  'line-quill',
  'NE1 4LP',
  'bring 2 for Zoe\nthen ring me',
]
const written = (given: unknown): unknown[] => [
  given,
  [given],
  { from: given, to: given },
  { table: given, of: given },
]
const values = [...identities.flatMap(written), ...written(447700900123), ...written(7700900123)]

it.each(questions)('$name names nothing in its subject that its input has not', ({ meta, fields }) => {
  expect(fields).toEqual(expect.arrayContaining(Object.keys(meta.subject)))
})

it.each(questions)('$name lets no identity into the log', ({ meta, fields }) => {
  for (const value of values) {
    const subject = subjectOf(meta.subject, Object.fromEntries(fields.map((field) => [field, value])))
    expect(subject).not.toMatch(/quill|zoe|900123|\/home|users|1987|4LP|bring/i)
  }
})

const known: Readonly<Record<string, readonly [unknown, string]>> = {
  'lines.detail': [{ lineId: 'line-5e0a77' }, 'lineId line-5e0a77'],
  'lines.evidence': [
    { lineId: 'line-5e0a77', number: '+447700900123', fileId: 3 },
    'lineId line-5e0a77, number, fileId 3',
  ],
  'people.detail': [{ person: '412', at: '2025-06-30' }, 'person 412, at 2025-06-30'],
  'people.decide': [
    { pairKey: `${'a'.repeat(32)}~${'b'.repeat(32)}`, decision: 'same' },
    `pairKey ${'a'.repeat(32)}~${'b'.repeat(32)}, decision same`,
  ],
  'people.table': [
    { group: 'programme', cell: '87195da49ffffff', search: 'Quill' },
    'group programme, cell 87195da49ffffff, words',
  ],
  'places.hotspots': [{ of: 'harm', category: 'Zoe', method: 'gi' }, 'of harm, category, method gi'],
  'profile.edit': [{ paragraphId: 'demand.people', text: 'Zoe Quill' }, 'paragraphId demand.people'],
  'profile.release': [{ policy: 'nhs', formats: ['csv'] }, 'policy nhs, 1 formats'],
  'sources.remove': [{ fileId: 12, why: 'asked by Zoe Quill' }, 'fileId 12'],
  'tables.released': [
    { of: { table: 'profile', tableId: 'demand.groups' }, to: 'file' },
    'table profile, tableId demand.groups, to file',
  ],
}

it.each(Object.entries(known))('%s says what it was about', (name, [input, words]) => {
  const question = questions.find((one) => one.name === name)
  expect(subjectOf(question!.meta.subject, input)).toBe(words)
})

it('says a figure of the profile by its table, and what may come from a source by its digest', () => {
  const { subject } = questions.find(({ name }) => name === 'profile.figureRows')!.meta
  expect(subjectOf(subject, { figureId: 'demand.groups~Zoe Quill~All' })).toMatch(
    /^figureId demand\.groups [0-9a-f]{16}$/,
  )
})

it('knows references of every kind', () => {
  const kinds = (reference: Reference): string[] =>
    'within' in reference ? Object.values(reference.within).flatMap(kinds) : Object.keys(reference)
  const declared = questions.flatMap(({ meta }) => Object.values(meta.subject).flatMap(kinds))
  expect([...new Set(declared)].sort()).toEqual([
    'counted',
    'days',
    'digested',
    'form',
    'led',
    'oneOf',
    'withheld',
  ])
})

async function openedCase() {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  const as = (role: Role) => askEngine(engine, { ...testSession, role })
  await as('hub').case.create({ name: 'c', path: join(folder, 'c.hubline') })
  return { as, entries: async () => (await as('hub').log.entries({})).entries.reverse() }
}

const refused = (asking: Promise<unknown>) => expect(asking).rejects.toThrow()

it('logs what was refused, marked and without an identity', async () => {
  const { as, entries } = await openedCase()
  await refused(as('reader').query.select({ sql: "select 'Zoe Quill'" }))
  await refused(as('hub').lines.evidence({ lineId: 'Zoe Quill', limit: 9_999_999 }))
  await refused(as('hub').query.select({ sql: "delete from record where surname = 'Quill'" }))
  await refused(as('police').backups.restore({ copy: '/home/zoe/quill.hubline' }))
  const log = await entries()
  expect(log.map(({ action, role, question, subject }) => [action, role, question, subject])).toEqual([
    ['refused', 'reader', 'query.select', expect.stringMatching(/^ROLE_FORBIDDEN, statement [0-9a-f]{16}$/)],
    ['refused', 'hub', 'lines.evidence', 'INPUT_INVALID of limit, lineId withheld'],
    ['consultation', 'hub', 'query.select', expect.stringMatching(/^statement [0-9a-f]{16}$/)],
    [
      'refused',
      'hub',
      'query.select',
      expect.stringMatching(/^QUERY_NOT_READ_ONLY, statement [0-9a-f]{16}$/),
    ],
    ['refused', 'police', 'backups.restore', 'ROLE_FORBIDDEN, a copy'],
    ['consultation', 'hub', 'log.entries', ''],
  ])
  expect(JSON.stringify(log)).not.toMatch(/quill/i)
})

it('counts refusals alike, so that nobody fills the log with them, and verify tells of them', async () => {
  const { as, entries } = await openedCase()
  for (let time = 0; time < 200; time += 1) await refused(as('reader').query.select({ sql: 'select 1' }))
  const log = await entries()
  expect(log.filter(({ action }) => action === 'refused')).toHaveLength(1)
  const { ok, notes } = await as('hub').sources.verify({})
  expect(ok).toBe(true)
  expect(notes).toContain('The log tells of 1 refused question')
})
