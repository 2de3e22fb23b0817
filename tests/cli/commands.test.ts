import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openCase } from '../../analysis/case/open-case.ts'
import { type FailureDocument, runCommand, writeCalls } from '../support/command.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

function place() {
  const folder = temporaryFolder()
  const environment = { HUBLINE_HOME: join(folder, 'home') }
  const run = (...words: string[]) => runCommand(words, { cwd: folder, environment })
  return { folder, run }
}

const onCase = [
  ['import', 'CASE', 'somewhere'],
  ['sources', 'CASE'],
  ['wash', 'CASE'],
  ['people', 'CASE'],
  ['lines', 'CASE'],
  ['cohorts', 'CASE'],
  ['profile', 'CASE', '--out', 'profile'],
  ['query', 'CASE', 'select 1'],
  ['serve', 'CASE'],
  ['start', 'CASE', '--no-window'],
]

describe('a failure that was to be expected', () => {
  it.each(onCase)('%s of a case that is not there: exit 1 and one document', async (...words) => {
    const { folder, run } = place()
    const { status, json, messages } = await run(
      ...words.map((word) => (word === 'CASE' ? 'missing.hubline' : word)),
      '--json',
    )
    expect(json<FailureDocument>().error).toMatchObject({
      code: 'CASE_NOT_FOUND',
      data: { subject: join(folder, 'missing.hubline') },
    })
    expect(messages).toContain('CASE_NOT_FOUND')
    expect(status).toBe(1)
    expect(readdirSync(folder).filter((name) => name !== 'home')).toEqual([])
  })

  it.each(['police', 'health', 'lead', 'reader'])('evaluate is refused to %s, and logged', async (role) => {
    const { folder, run } = place()
    await run('new', 'county.hubline')
    mkdirSync(join(folder, 'truth'))
    const { status, json } = await run(
      'evaluate',
      'county.hubline',
      '--truth',
      'truth',
      '--role',
      role,
      '--json',
    )
    expect([status, json<FailureDocument>().error.code]).toEqual([1, 'ROLE_FORBIDDEN'])
    const log = await run(
      'query',
      'county.hubline',
      "select question from audit where action = 'refused'",
      '--json',
    )
    expect(log.json<{ question: string }[]>()).toEqual([{ question: 'evaluate' }])
  })

  it.each(["timestamp 'infinity'", "date '290000-01-01'"])(
    'a query for %s ends in a sentence',
    async (value) => {
      const { run } = place()
      await run('new', 'county.hubline')
      const { status, json } = await run('query', 'county.hubline', `select ${value} as far`, '--json')
      expect([status, json<FailureDocument>().error.code]).toEqual([1, 'INPUT_INVALID'])
    },
  )

  it.each(['lead', 'reader'])('a case is not made by a %s', async (role) => {
    const { folder, run } = place()
    const { status, json } = await run('new', 'county.hubline', '--role', role, '--json')
    expect([status, json<FailureDocument>().error.code]).toEqual([1, 'ROLE_FORBIDDEN'])
    expect(existsSync(join(folder, 'county.hubline'))).toBe(false)
  })

  it.each([
    [['new'], /missing required argument/],
    [['nonsense'], /unknown command/],
    [['lines', 'a.hubline', '--nonsense'], /unknown option/],
    [['generate', '--seed', 'x', '--size', 'small', '--out', 'y'], /whole number/],
    [['generate', '--seed', '1', '--size', 'huge', '--out', 'y'], /Allowed choices/],
    [['import', 'a.hubline', 'b', '--as', 'nonsense'], /Allowed choices/],
    [['lines', 'a.hubline', '--role', 'king'], /Allowed choices/],
  ])('%j is not a command line: exit 1 and one document', async (words, why) => {
    const { run } = place()
    const { status, json } = await run(...words, '--json')
    expect(json<FailureDocument>().error).toMatchObject({
      code: 'INPUT_INVALID',
      message: expect.stringMatching(why),
    })
    expect(status).toBe(1)
  })

  it('says so without --json on standard error alone', async () => {
    const { run } = place()
    const { status, out, messages } = await run('sources', 'missing.hubline')
    expect([status, out]).toEqual([1, ''])
    expect(messages).toMatch(/CASE_NOT_FOUND: .*missing\.hubline/)
    expect(messages).not.toMatch(/\n\s+at /)
  })

  it('a case that is there already is left as it is', async () => {
    const { folder, run } = place()
    writeFileSync(join(folder, 'a.hubline'), 'mine')
    const { status, json } = await run('new', 'a.hubline', '--json')
    expect([status, json<FailureDocument>().error.code]).toEqual([1, 'CASE_ALREADY_EXISTS'])
  })

  it('a file that is no case is named', async () => {
    const { folder, run } = place()
    writeFileSync(join(folder, 'a.hubline'), 'not a database at all')
    const { status, json } = await run('sources', 'a.hubline', '--json')
    expect([status, json<FailureDocument>().error.code]).toEqual([1, 'CASE_UNREADABLE'])
    expect(existsSync(join(folder, 'a.hubline.lock'))).toBe(false)
  })

  it('a locked case says who has it and since when', async () => {
    const { folder, run } = place()
    expect((await run('new', 'a.hubline')).status).toBe(0)
    const held = await openCase(join(folder, 'a.hubline'), 'Dana Hall')
    onTestFinished(() => held.close())
    const { status, json } = await run('lines', 'a.hubline', '--json')
    const { code, message, data } = json<FailureDocument>().error
    expect([status, code, data.person]).toEqual([1, 'CASE_LOCKED', 'Dana Hall'])
    expect(Date.now() - Date.parse(String(data.since))).toBeLessThan(3_600_000)
    expect(message).toContain('Dana Hall')
  })

  it('a statement that writes, or a role that may not ask, is refused', async () => {
    const { run } = place()
    await run('new', 'a.hubline')
    const written = await run('query', 'a.hubline', 'drop table file', '--json')
    expect([written.status, written.json<FailureDocument>().error.code]).toEqual([1, 'QUERY_NOT_READ_ONLY'])
    const asked = await run('query', 'a.hubline', 'select 1 as one', '--role', 'lead', '--json')
    expect([asked.status, asked.json<FailureDocument>().error.code]).toEqual([1, 'ROLE_FORBIDDEN'])
  })

  it('a case that no analyst opened on this machine is not opened by a lead or a reader', async () => {
    const { folder, run } = place()
    await run('new', 'a.hubline')
    const elsewhere = (...words: string[]) =>
      runCommand(words, { cwd: folder, environment: { HUBLINE_HOME: join(folder, 'other home') } })
    for (const path of ['a.hubline', 'missing.hubline'])
      for (const role of ['lead', 'reader']) {
        const { status, json } = await elsewhere('journeys', path, '--role', role, '--json')
        const { code, message } = json<FailureDocument>().error
        expect([path, role, status, code]).toEqual([path, role, 1, 'ROLE_FORBIDDEN'])
        expect(message).toContain('an analyst opened on this machine')
      }
    expect((await run('journeys', 'a.hubline', '--role', 'lead', '--json')).out).not.toContain(
      'ROLE_FORBIDDEN',
    )
  })
})

describe('files', () => {
  it('are found from where the user stands, and a missing one leaves the others in', async () => {
    const { folder, run } = place()
    mkdirSync(join(folder, 'in'))
    writeCalls(join(folder, 'in'), 'calls.csv', 20)
    expect((await run('new', 'a.hubline', '--json')).json()).toMatchObject({
      path: join(folder, 'a.hubline'),
    })
    const { status, json } = await run('import', 'a.hubline', 'in', 'nowhere.csv', '--as', 'calls', '--json')
    expect(status).toBe(1)
    expect(json()).toMatchObject([
      { file: 'calls.csv', rowsRead: 20, rowsLoaded: 20 },
      { file: 'nowhere.csv', rowsRead: 0, error: { code: 'FILE_NOT_FOUND' } },
    ])
    const again = await run('import', 'a.hubline', 'in', '--json')
    expect([again.status, again.json()]).toMatchObject([
      0,
      [{ rowsRead: 20, rowsLoaded: 0, rowsDuplicate: 20 }],
    ])
    const listed = await run('sources', 'a.hubline', '--json')
    expect([listed.status, listed.json()]).toMatchObject([0, [{ file: 'calls.csv', rowsLoaded: 20 }]])
  })

  it('a folder with nothing to read, an empty file and one of noise are answered one by one', async () => {
    const { folder, run } = place()
    for (const name of ['empty', 'noise']) mkdirSync(join(folder, name))
    writeFileSync(join(folder, 'noise', 'nothing.csv'), '')
    writeFileSync(
      join(folder, 'noise', 'random.bin'),
      Uint8Array.from({ length: 4096 }, (_, at) => (at * 89) % 256),
    )
    await run('new', 'a.hubline')
    const empty = await run('import', 'a.hubline', 'empty', '--json')
    expect([empty.status, empty.json<FailureDocument>().error.code]).toEqual([1, 'FILE_NOT_FOUND'])
    const noise = await run('import', 'a.hubline', 'noise', '--json')
    expect(noise.status).toBe(1)
    const answers = noise.json<{ file: string; error?: { code: string } }[]>()
    expect(answers.map(({ file }) => file)).toEqual(['nothing.csv', 'random.bin'])
    for (const { error } of answers) expect(error?.code).toMatch(/^(FILE|KIND)_/)
  })
})

describe('every command on an empty case', () => {
  it('answers with one document and exit 0, or a failure that was to be expected', async () => {
    const { run } = place()
    await run('new', 'a.hubline')
    for (const words of onCase.filter(([name]) => !['import', 'serve', 'start', 'profile'].includes(name!))) {
      const { status, json, messages } = await run(
        ...words.map((word) => (word === 'CASE' ? 'a.hubline' : word)),
        '--json',
      )
      expect([words[0], status, messages.match(/^bug .*/m)?.[0]]).toEqual([words[0], 0, undefined])
      expect(json()).toBeTypeOf('object')
    }
  })
})
