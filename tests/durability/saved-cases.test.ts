import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../analysis/app/create-engine.ts'
import { CaseDatabase } from '../../analysis/case/duckdb/database.ts'
import { schemaVersion } from '../../analysis/case/migrations/index.ts'
import { createCase, openCase } from '../../analysis/case/open-case.ts'
import { setMeta } from '../../analysis/case/queries-case.ts'
import { column, rows as declared } from '../../analysis/case/rows.ts'
import { sql } from '../../analysis/case/sql.ts'
import { type Asking, askEngine, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const saved = resolve('sample-data/saved-cases')
const older = Array.from({ length: schemaVersion - 1 }, (_, index) => index + 1)
const digestOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function unpacked(version: number): string {
  const path = join(temporaryFolder(), 'county.hubline')
  writeFileSync(path, gunzipSync(readFileSync(join(saved, `version-${version}.hubline.gz`))))
  return path
}

async function opened(path: string): Promise<Asking> {
  const engine = createEngine({ applicationFolder: temporaryFolder() })
  onTestFinished(() => engine.close())
  await engine.open(path, testSession)
  return askEngine(engine)
}

/** What `sample-data/small/ANSWERS.md` works out by hand. */
const rows = {
  'small-calls.csv': [24, 22, 1, 1],
  'EXH-S1.xlsx': [24, 22, 1, 1],
  'small-custody.csv': [10, 8, 1, 1],
  'small-treatment.csv': [7, 5, 1, 1],
  'small-programme.csv': [5, 3, 1, 1],
  'small-harm.csv': [6, 4, 1, 1],
  '2026-06-wendmarsh-street.csv': [6, 5, 1, 0],
}

async function figuresOf(ask: Asking) {
  const files = await ask.sources.list({})
  const { lines } = await ask.lines.candidates({})
  const description = await ask.case.describe({})
  return {
    rows: Object.fromEntries(
      files.map((file) => [
        file.name,
        [file.rowsRead, file.rowsLoaded, file.rowsSetAside, file.rowsDuplicate],
      ]),
    ),
    communications: description?.counts.communications,
    persons: description?.counts.persons,
    lines: lines.map(({ line, accepted, numbers, customers }) => ({
      line,
      accepted,
      numbers,
      customers: customers.map(({ number }) => number).sort(),
    })),
  }
}

/** The saved answers, read from the tables before anything of ours has opened them. */
async function storedIn(path: string) {
  const database = await CaseDatabase.open(path)
  const [found] = await database.readAsStored(undefined, (connection) =>
    connection.all(
      declared({
        persons: column.integer,
        lines: column.listOf(column.text),
      })(sql`select (select count(distinct person_id) from person) as persons,
        (select list(line_id || ' ' || accepted order by rank) from line) as lines`),
    ),
  )
  await database.close({ untouched: true })
  return found
}

describe('a case that an earlier version saved', () => {
  it.each(older)(
    'version %i: is brought up to date from a copy that stays, and answers as it did',
    async (version) => {
      const path = unpacked(version)
      const before = digestOf(path)
      const stored = await storedIn(path)
      expect(digestOf(path)).toBe(before)
      const ask = await opened(path)
      expect((await ask.case.describe({}))?.schemaVersion).toBe(schemaVersion)
      const copy = path.replace(/\.hubline$/, `.version-${version}.hubline`)
      expect(digestOf(copy)).toBe(before)
      const verified = await ask.sources.verify({})
      expect(verified.problems).toEqual([])
      expect((await ask.log.entries({})).intact).toBe(true)
      const figures = await figuresOf(ask)
      expect(figures).toMatchObject({ rows, communications: 32, persons: stored?.persons })
      expect(figures.lines.map(({ line, accepted }) => `${line} ${accepted}`)).toEqual(stored?.lines)
      await ask.people.wash({})
      await ask.lines.find({})
      const now = await figuresOf(ask)
      expect(now).toMatchObject({
        rows,
        communications: 32,
        persons: 12,
        lines: [
          {
            accepted: true,
            numbers: ['+447700900100', '+447700900200'],
            customers: [101, 102, 103, 104, 105].map((last) => `+447700900${last}`),
          },
        ],
      })
    },
  )

  it('keeps the edition that it registered, and what that told is held against another policy', async () => {
    const ask = await opened(unpacked(4))
    expect(await ask.profile.releases({})).toMatchObject([{ edition: 1, policy: 'ndtms', unfinished: false }])
    await ask.people.wash({})
    const nhs = await ask.profile.release({ formats: ['csv'], policy: 'nhs' })
    expect(nhs.refused?.code).toBe('RELEASE_REFUSED')
    expect((await ask.profile.release({ formats: ['csv'] })).releaseId).toBe(2)
  })

  it('has a fixture for every version that shipped', () => {
    const kept = readdirSync(saved).filter((name) => name.endsWith('.gz'))
    expect(kept.sort()).toEqual(older.map((version) => `version-${version}.hubline.gz`))
  })

  it('is opened a second time with no further copy', async () => {
    const path = unpacked(1)
    for (const person of ['first', 'second']) await (await openCase(path, person)).close()
    const copies = readdirSync(join(path, '..')).filter((name) => name.includes('.version-'))
    expect(copies).toEqual(['county.version-1.hubline'])
  })
})

describe('a case of a newer version', () => {
  async function newer({ closed }: { closed: boolean }): Promise<string> {
    const path = join(temporaryFolder(), 'newer.hubline')
    await (await createCase(path, { name: 'newer', policy: 'open', marking: 'OFFICIAL' }, 'a tester')).close()
    const database = await CaseDatabase.open(path)
    await database.write(undefined, (connection) =>
      connection.run(setMeta('schema_version', String(schemaVersion + 1))),
    )
    await database.close({ untouched: !closed })
    expect(existsSync(`${path}.wal`)).toBe(!closed)
    return path
  }

  it.each([
    { closed: true, words: 'closed in order' },
    { closed: false, words: 'with a log of changes beside it' },
  ])('$words: is refused clearly, and not one byte is changed', async ({ closed }) => {
    const path = await newer({ closed })
    const files = [path, `${path}.wal`].filter((file) => existsSync(file))
    const before = files.map(digestOf)
    await expect(openCase(path, 'a tester')).rejects.toMatchObject({
      code: 'CASE_TOO_NEW',
      data: {
        subject: path,
        detail: `its model is version ${schemaVersion + 1}; this Hubline knows ${schemaVersion}`,
        remedy: expect.stringContaining('newer Hubline'),
      },
    })
    expect(files.map(digestOf)).toEqual(before)
    expect(existsSync(`${path}.lock`)).toBe(false)
  })
})
