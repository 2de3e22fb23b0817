import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir, hostname, userInfo } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { projectFolder } from '../../../analysis/cli/build.mjs'
import { filesOf } from '../../../analysis/cli/import.ts'
import { magnitude } from '../../../analysis/diagnostics/bundle.ts'
import { leaveOut } from '../../../analysis/diagnostics/leave-out.ts'
import { describeBug, describeDeath, Recorder } from '../../../analysis/diagnostics/recorder.ts'
import { hublineVersion } from '../../../analysis/diagnostics/version.ts'
import { searchBytes } from '../../../analysis/disclosure/index.ts'
import { identifiersOfCase } from '../../../analysis/profile/identifiers.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { generateCounty } from '../../../sample-data/generate/index.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const session = { person: 'Quentin Tester', role: 'hub', purpose: 'test', purposeStated: true } as const

async function caseFrom(folderOfFiles: string, name: string) {
  const folder = join(temporaryFolder(), 'private folder of Zadie')
  mkdirSync(folder)
  const engine = createEngine({
    applicationFolder: join(folder, 'home'),
    deaths: [
      { at: '2026-11-27T05:00:00.000Z', how: 'ended by SIGKILL' },
      { at: '2026-11-27T05:01:00.000Z', how: `spawn ${homedir()}/node ENOENT` },
    ],
  })
  onTestFinished(() => engine.close())
  const ask = askEngine(engine, session)
  const path = join(folder, 'wendmarsh-op-larch.hubline')
  await ask.case.create({ name, path, policy: 'open' })
  const files = await filesOf(folderOfFiles)
  await ask.sources.import({
    sources: files.map((file) => ({ path: file })),
    provenance: { controller: 'Wendmarsh Police' },
  })
  return { ask, engine, path, files }
}

async function expectNothingPersonal(made: Awaited<ReturnType<typeof caseFrom>>, name: string) {
  const { ask, engine, path, files } = made
  await ask.people.wash({})
  await ask.lines.find({})
  await expect(ask.query.select({ sql: "select 'Zoe Quill' from nowhere" })).rejects.toThrow()
  const bundle = await ask.diagnostics.show({})
  const saved = await ask.diagnostics.save({ digest: bundle.digest })
  const bytes = new Uint8Array(await saved.bytes.arrayBuffer())
  const index = await engine
    .current()!
    .database.read(wholeSight, undefined, (connection) => identifiersOfCase(connection))
  expect(index.numbers.size).toBeGreaterThan(10)
  expect(index.pairs.size).toBeGreaterThan(5)
  expect(bundle.searchedFor).toBeGreaterThan(15)
  expect(searchBytes({ files: [{ name: saved.file, bytes }], index }).findings).toEqual([])
  const planted = [...index.numbers].find((number) => number.length > 10)!
  const seeded = Buffer.concat([bytes, Buffer.from(` ${planted} `)])
  expect(searchBytes({ files: [{ name: 'seeded.txt', bytes: seeded }], index }).findings).not.toEqual([])
  const text = Buffer.from(bytes).toString('utf8')
  const stored = bundle.files.map((file) => file.text)
  for (const one of stored) expect(text).toContain(one)
  const names = [
    ...files.flatMap((file) => [file, file.split('/').at(-1)!]),
    userInfo().username,
    hostname(),
    homedir(),
    path,
    name,
    'wendmarsh-op-larch',
    'Zadie',
    'Quentin',
    'Wendmarsh Police',
    'Quill',
    'select ',
    'nowhere',
  ]
  for (const forbidden of names.filter((one) => one.length > 1))
    expect(text.toLowerCase(), forbidden).not.toContain(forbidden.toLowerCase())
  return bundle
}

it('a bundle of the small sample holds no identity, no path and no name, and what a maintainer needs', async () => {
  const made = await caseFrom(join(projectFolder, 'sample-data/small'), 'Operation Larchwood')
  const bundle = await expectNothingPersonal(made, 'Operation Larchwood')
  const read = (file: string) => JSON.parse(bundle.files.find((one) => one.file === file)!.text)
  expect(read('machine.json')).toMatchObject({ hubline: hublineVersion, platform: process.platform })
  expect(read('case.json').rowsPerTable.observation).toBe('10^1 or more, under 10^2')
  expect(read('questions.json')['sources.import'].asked).toBe(1)
  expect(read('questions.json')['query.select'].failed).toBe(1)
  expect(read('failures.json').engineEnds).toEqual([
    { at: '2026-11-27T05:00', how: 'ended by SIGKILL' },
    { at: '2026-11-27T05:01', how: 'ended in another way' },
  ])
  const { entries } = await made.ask.log.entries({ text: 'diagnostics.save' })
  expect(entries[0]).toMatchObject({ action: 'disclosure' })
  await expect(made.ask.diagnostics.save({ digest: 'another' })).rejects.toMatchObject({
    code: 'INPUT_INVALID',
  })
})

it('a bundle of a generated county holds none either', async () => {
  const county = temporaryFolder()
  await generateCounty({ seed: 77, size: 'small', outDirectory: county })
  const made = await caseFrom(county, 'Wendmarsh and Larch')
  await expectNothingPersonal(made, 'Wendmarsh and Larch')
})

it('a text in which an identifier is found is left out whole', async () => {
  const made = await caseFrom(join(projectFolder, 'sample-data/small'), 'Larch')
  await made.engine.current()!.database.write(undefined, (connection) =>
    connection.run(sql`insert into run select 99, (select forename || '.' || surname from record where forename is not null and surname is not null order by record_id limit 1),
      '1', '{}', 0, 0, now()::timestamp, 1, '{}'`),
  )
  const bundle = await made.ask.diagnostics.show({})
  expect(bundle.files.find((file) => file.file === 'case.json')?.text).toMatch(/^This file was left out/)
  expect(bundle.leftOut).toBeGreaterThan(0)
})

it('a failure is kept as its id, its class and where in the code, never what it said', () => {
  const error = new TypeError("cannot read '07700 900123' of Zoe Quill in /home/zoe/cases/a.hubline")
  error.stack = `TypeError: ${error.message}\n    at answer (file:///home/zoe/hubline/engine.mjs:12:34)\n    at async /home/zoe/b.mjs:5:6\n    at Zoe Quill`
  const bug = describeBug('abcd1234', 'lines.find', error, new Date('2026-11-27T05:00:00Z'))
  expect(bug).toEqual({
    id: 'abcd1234',
    question: 'lines.find',
    at: '2026-11-27T05:00:00.000Z',
    kind: 'TypeError',
    frames: ['answer (engine.mjs:12:34)', expect.stringMatching(/b\.mjs:5:6\)$/)],
  })
  expect(JSON.stringify(bug)).not.toMatch(/zoe|900123/i)
  expect(describeDeath('ended with status 134')).toBe('ended with status 134')
  expect(describeDeath('spawn /home/zoe')).toBe('ended in another way')
})

it('what is recorded adds up across engines, and a broken record costs only itself', () => {
  const folder = temporaryFolder()
  for (let n = 0; n < 2; n += 1) {
    const recorder = new Recorder(folder)
    recorder.asked('lines.find', 5, false)
    recorder.asked('lines.find', 250, true)
    recorder.end()
  }
  const known = new Recorder(folder).recorded().timings['lines.find']
  expect(known).toEqual({ asked: 4, failed: 2, longestMilliseconds: 250, buckets: [2, 0, 2, 0, 0, 0] })
  writeFileSync(join(folder, 'diagnostics.json'), '{')
  expect(new Recorder(folder).recorded().timings).toEqual({})
  expect(existsSync(join(folder, 'diagnostics.json'))).toBe(true)
})

it.each([
  [0, 'none'],
  [9, 'under 10'],
  [10, '10^1 or more, under 10^2'],
  [999_999, '10^5 or more, under 10^6'],
])('%i rows leave as %s', (count, words) => {
  expect(magnitude(count)).toBe(words)
})

it('takes out names whatever their case, short ones only as words', () => {
  expect(
    leaveOut('ROOT beneath /home/zoe; zoe, AB and ABC', ['/home/zoe', 'zoe', 'ab', 'root', 'x']),
  ).toEqual({
    text: '[left out] beneath [left out]; [left out], [left out] and ABC',
    leftOut: 4,
  })
})

it('names the version of the package', () => {
  expect(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8')).version).toBe(hublineVersion)
})
