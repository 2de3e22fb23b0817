import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { everyRole, type Role } from '../../../analysis/contract/index.ts'
import { type Exit, exits } from '../../../analysis/exports/exits.ts'
import { exportThrough } from '../../../analysis/exports/export-through.ts'
import { databaseOf, temporaryCase } from '../../support/cases.ts'
import { askEngine, testSession } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const numbers = { columns: ['Number'], rows: [['+447700900001'], ['+447700900002']] }
const counts = { columns: ['Area', 'People'], rows: [['Northgate', 15]] }
const as = (role: Role) => ({ ...testSession, role })
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

const leave = async (
  exit: Exit,
  role: Role,
  more: Partial<Parameters<typeof exportThrough<string>>[2]> = {},
): Promise<string> =>
  exportThrough<string>(
    exit,
    { current: null, session: as(role) },
    { question: 'a.test', what: 'a test', make: () => 'left', ...more },
  )

it.each([
  ['anonymised', counts, everyRole],
  ['identified', numbers, ['police', 'health', 'hub']],
  ['outreach', numbers, ['police', 'hub']],
] as const)('the %s exit lets its roles through and no other', async (exit, table, may) => {
  for (const role of everyRole) {
    const left = leave(exit, role, { table, authority: 'RIPA 2026/014' })
    if ((may as readonly Role[]).includes(role)) expect(await left).toBe('left')
    else await expect(left).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
  }
  expect(exits[exit].roles).toEqual(may)
})

it.each([
  ['a column of names', { columns: ['Surname', 'People'], rows: [['x', 5]] }],
  ['a column of numbers', { columns: ['phoneNumber', 'People'], rows: [['withheld', 5]] }],
  ['a date of birth', { columns: ['date_of_birth'], rows: [['x']] }],
  ['a telephone number in a cell', { columns: ['Area'], rows: [['07700 900123 yard']] }],
  ['one in other digits', { columns: ['Area'], rows: [['０７７００ ９００ １２３']] }],
  ['one in international form', { columns: ['Area'], rows: [['+44 (7700) 900-123']] }],
  ['a full postcode', { columns: ['Area'], rows: [['near NE1 4LP']] }],
])('the anonymised exit holds nobody: %s is refused, whoever asks', async (_, table) => {
  for (const role of everyRole)
    await expect(leave('anonymised', role, { table })).rejects.toMatchObject({ code: 'RELEASE_REFUSED' })
})

it.each([
  ['no authority', { table: numbers }],
  ['an authority that is no reference', { table: numbers, authority: 'the inspector said so' }],
  ['no table', { authority: 'RIPA 2026/014' }],
  [
    'a name beside the number',
    { table: { columns: ['Number', 'Name'], rows: [] }, authority: 'RIPA 2026/014' },
  ],
  [
    'a name in place of a number',
    { table: { columns: ['Number'], rows: [['Zoe']] }, authority: 'RIPA 2026/014' },
  ],
])('the outreach exit takes numbers alone, under an authority: %s is refused', async (_, given) => {
  await expect(leave('outreach', 'hub', given)).rejects.toMatchObject({ code: 'RELEASE_REFUSED' })
})

it('marks what leaves, and logs it with its digest, its size and what identifies in it, before it is handed over', async () => {
  const current = await temporaryCase()
  const table = { columns: ['Number', 'Full name', 'Zoe Quill'], rows: [['+447700900001', 'Zoe Quill', 1]] }
  const left = await exportThrough(
    'identified',
    { current, session: as('police') },
    {
      question: 'tables.copy',
      what: 'table customers as csv',
      table,
      make: ({ marking, origin }) => [marking, ...origin].join('|'),
    },
  )
  expect(left).toMatch(/^OFFICIAL\|case case\|taken out as police on \d{4}-\d\d-\d\d$/)
  const [entry] = (await current.log.entries({ after: 0 }, 1)).entries
  expect(entry).toMatchObject({
    action: 'disclosure',
    question: 'tables.copy',
    subject: `identified export, table customers as csv, 1 rows, 3 columns, identifying by number and name, sha256 ${sha256(left)}`,
  })
})

it('hands nothing over that could not be logged', async () => {
  const current = await temporaryCase()
  await databaseOf(current).close()
  await expect(
    exportThrough(
      'identified',
      { current, session: as('hub') },
      { question: 'q', what: 'w', make: () => 'x' },
    ),
  ).rejects.toThrow()
})

async function engineWithCase() {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: folder })
  onTestFinished(() => engine.close())
  const ask = askEngine(engine)
  await ask.case.create({ name: 'c', path: join(folder, 'c.hubline'), marking: 'OFFICIAL & "MORE"' })
  return { ask, last: async () => (await ask.log.entries({ limit: 2 })).entries[1] }
}

const svg = (words: string) =>
  new Blob([`<svg xmlns="http://www.w3.org/2000/svg"><text>${words}</text><text>${words}</text></svg>`])
/** One white pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGtCMhgAAAABJRU5ErkJggg==',
  'base64',
)
const asked = { of: 'network', caption: 'Network round Zoe Quill' } as const

it('lets a picture out of the window marked, hashed and logged, without its caption', async () => {
  const { ask, last } = await engineWithCase()
  const drawn = svg('OFFICIAL &amp; &quot;MORE&quot;')
  const one = await ask.pictures.take({ ...asked, format: 'svg', picture: drawn })
  expect(await one.picture.text()).toBe(await drawn.text())
  expect((await last())?.subject).toBe(
    `identified export, picture of the network as svg, sha256 ${one.sha256}`,
  )
  const two = await ask.pictures.take({ ...asked, format: 'png', picture: new Blob([png]) })
  const bytes = Buffer.from(await two.picture.arrayBuffer())
  expect(bytes.toString('utf8')).toContain('Description')
  expect(bytes.toString('utf8')).toContain('OFFICIAL & "MORE". case c. taken out as hub on')
  expect(bytes.toString('utf8')).toContain('Network round Zoe Quill')
  expect(two.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(JSON.stringify((await ask.log.entries({})).entries)).not.toContain('Quill')
})

it.each([
  ['without the marking', { format: 'svg', picture: svg('OFFICIAL') }],
  ['with a script', { format: 'svg', picture: new Blob(['<svg ><script/></svg>']) }],
  ['that is none', { format: 'png', picture: new Blob(['PNG']) }],
] as const)('refuses a picture %s', async (_, given) => {
  const { ask } = await engineWithCase()
  await expect(ask.pictures.take({ ...asked, ...given })).rejects.toMatchObject({ code: 'INPUT_INVALID' })
})

const sources = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => /\.tsx?$/.test(path))

it('has no way out of the window but those that ask the engine', () => {
  const leaving = /\.download = |clipboard\.write|createObjectURL|showSaveFilePicker|\bsave(?:Blob|Text)\(/
  expect(
    sources('renderer')
      .filter((path) => leaving.test(readFileSync(path, 'utf8')))
      .sort(),
  ).toEqual([
    // What each saves came back from a question of the engine that logs it.
    'renderer/copies/diagnostics-dialog.tsx',
    'renderer/engine/table-export.ts',
    'renderer/views/network/picture.ts',
    'renderer/views/network/use-network.ts',
    'renderer/views/profile/released-files.ts',
  ])
})

it('takes every answer that is a disclosure through the one function', () => {
  const through = sources('analysis').filter((path) => /\bexportThrough\(/.test(readFileSync(path, 'utf8')))
  expect(through.sort()).toEqual([
    'analysis/backup/make-copy.ts',
    'analysis/diagnostics/procedures.ts',
    'analysis/exports/procedures.ts',
    'analysis/network/procedures.ts',
    'analysis/profile/release.ts',
    'analysis/tables/procedures.ts',
  ])
})
