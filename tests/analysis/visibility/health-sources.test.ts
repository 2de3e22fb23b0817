import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sql } from '../../../analysis/case/sql.ts'
import type { SourceKind } from '../../../analysis/contract/index.ts'
import { ofPolice, type PlantedCase, planted, plantedCase, saidTo, textOf } from './planted-case.ts'

const outcomes = ['loaded', 'set-aside', 'duplicate'] as const

/** Makes one file, and what it loaded, of a kind that this version does not declare. */
const redeclare = (given: PlantedCase, from: string, kind: string) =>
  given.opened.database.write(undefined, async (connection) => {
    await connection.run(sql`update file set kind = ${kind} where kind = ${from}`)
    await connection.run(sql`update record set kind = ${kind} where kind = ${from}`)
  })

describe('the rows of a source', () => {
  test('of treatment and the programme are refused to police at every outcome, with a sentence, and answered to health and hub', async () => {
    const { as, files } = await plantedCase()
    for (const kind of ['treatment', 'programme'])
      for (const outcome of outcomes) {
        const asked = { fileId: files.get(kind)!, outcome }
        expect([kind, outcome, await saidTo(as('police').sources.rows(asked))]).toEqual([
          kind,
          outcome,
          'ROLE_FORBIDDEN',
        ])
        for (const role of ['hub', 'health'] as const)
          expect(await saidTo(as(role).sources.rows(asked))).toMatch(
            outcome === 'duplicate' ? /DUPLICATE_IN_FILE/ : planted,
          )
      }
    await expect(
      as('police').sources.rows({
        fileId: files.get('treatment')!,
        outcome: 'set-aside',
        reason: 'BAD_TIME',
      }),
    ).rejects.toMatchObject({
      code: 'ROLE_FORBIDDEN',
      data: { subject: 'rows of episodes.csv', detail: expect.stringContaining('police') },
    })
  })

  test('of the police are answered to police', async () => {
    const { as, files } = await plantedCase()
    for (const outcome of ['loaded', 'set-aside'] as const)
      expect(await saidTo(as('police').sources.rows({ fileId: files.get('custody')!, outcome }))).toMatch(
        ofPolice,
      )
    expect(
      await saidTo(as('police').sources.rows({ fileId: files.get('harm')!, outcome: 'loaded' })),
    ).toMatch(/Bothwell/)
  })

  test.each(['hospice-visits', 'constructor'])(
    'of a kind that nobody declared (%s) are for the hub alone',
    async (kind) => {
      const given = await plantedCase()
      await redeclare(given, 'programme', kind)
      for (const outcome of outcomes) {
        const asked = { fileId: given.files.get('programme')!, outcome }
        for (const role of ['police', 'health'] as const)
          expect([role, outcome, await saidTo(given.as(role).sources.rows(asked))]).toEqual([
            role,
            outcome,
            'ROLE_FORBIDDEN',
          ])
        expect(await saidTo(given.as('hub').sources.rows(asked))).toMatch(/PR-774|PR-775|DUPLICATE_IN_FILE/)
      }
    },
  )

  test.each(['hospice', 'constructor'])(
    'of a kind that nobody declared (%s) are listed to everybody as they stand, and opened by the hub',
    async (kind) => {
      const given = await plantedCase()
      await redeclare(given, 'treatment', kind)
      await given.opened.database.write(undefined, (connection) =>
        connection.run(
          sql`update file set mapping = replace(cast(mapping as varchar), '"treatment"', ${`"${kind}"`})::json`,
        ),
      )
      for (const role of ['hub', 'health', 'police'] as const) {
        const file = (await given.as(role).sources.list({})).find(({ name }) => name === 'episodes.csv')
        expect(file).toMatchObject({ kind, rowsWithheld: role !== 'hub' })
      }
      expect(await saidTo(given.as('hub').people.records({}))).toMatch(new RegExp(kind))
      expect(await saidTo(given.as('hub').people.detail({ person: '1' }))).not.toMatch(/INTERNAL/)
    },
  )

  test('are not offered where they would be refused', async () => {
    const { as } = await plantedCase()
    const withheld = async (role: 'police' | 'health' | 'hub') =>
      (await as(role).sources.list({})).filter((file) => file.rowsWithheld).map(({ kind }) => kind)
    expect(await withheld('police')).toEqual(['treatment', 'programme'])
    expect(await withheld('health')).toEqual([])
    expect(await withheld('hub')).toEqual([])
  })
})

describe('a preview', () => {
  const asked = (folder: string, name: string, kind?: SourceKind) => ({
    source: { path: join(folder, name) },
    ...(kind ? { kind } : {}),
  })

  test('shows police the columns of a treatment or programme file and none of its values, whatever it is read as', async () => {
    const { as, folder } = await plantedCase()
    for (const name of ['episodes.csv', 'clients.csv'])
      for (const kind of [undefined, 'custody', 'people'] as const) {
        const said = await saidTo(as('police').sources.preview(asked(folder, name, kind)))
        expect([name, kind, said.match(planted)?.[0]]).toEqual([name, kind, undefined])
      }
    const preview = await as('police').sources.preview(asked(folder, 'episodes.csv', 'treatment'))
    expect(preview.columns.map(({ header }) => header)).toContain('Surname')
    expect(preview).toMatchObject({ kind: 'treatment', rows: [] })
    expect(preview.problems.join(' ')).toMatch(/withheld/)
  })

  test('shows police their own files, and health and hub the others', async () => {
    const { as, folder } = await plantedCase()
    expect(await saidTo(as('police').sources.preview(asked(folder, 'custody.csv')))).toMatch(ofPolice)
    for (const role of ['health', 'hub'] as const)
      expect(await saidTo(as(role).sources.preview(asked(folder, 'episodes.csv', 'treatment')))).toMatch(
        planted,
      )
  })
})

describe('what only treatment and programme files say', () => {
  const inEveryAnswer = async ({ as }: PlantedCase, role: 'police' | 'hub'): Promise<string> => {
    const ask = as(role)
    const everyone = { population: 'everyone' } as const
    const people = Array.from({ length: 12 }, (_, index) => String(index + 1))
    const searched = [
      'Zorabel',
      'Plantagen',
      'Wyndlesham',
      'Quillmere',
      '900771',
      '07700 900773',
      '+447700900774',
    ]
    const asked = [
      ask.sources.list({}),
      ask.people.records({}),
      ask.people.reviews({}),
      ask.people.table(everyone),
      ask.people.table({ ...everyone, search: 'Plantagen' }),
      ask.people.table({ ...everyone, range: { from: '2026-01-01', to: '2026-01-31' } }),
      ask.lines.candidates({}),
      ask.lines.concerning({ person: '1' }),
      ...people.map((person) => ask.people.detail({ person })),
      ...people.map((person) => ask.network.around({ person, unit: 'people' })),
      ...searched.map((text) => ask.search.find({ text })),
      ...['harm', 'custody', 'treatment'].map((of) => ask.places.rows({ of })),
    ]
    return (await Promise.all(asked.map(saidTo))).join('\n')
  }

  test('reaches no answer to police, also not as a number or an area that a search finds', async () => {
    const given = await plantedCase()
    const said = await inEveryAnswer(given, 'police')
    expect(said.match(planted)?.[0]).toBeUndefined()
    expect(said).toMatch(/Custodian/)
    expect(said).toMatch(/Bothwell/)
    const toHub = await inEveryAnswer(given, 'hub')
    for (const words of ['Plantagen', 'Wyndlesham', '\\+447700900771', 'Quillmere'])
      expect(toHub).toMatch(new RegExp(words))
  })

  test('reaches police no more for being of a kind that nobody declared', async () => {
    const given = await plantedCase()
    for (const kind of ['treatment', 'programme']) await redeclare(given, kind, `odd-${kind}`)
    const ask = given.as('police')
    const asked = [
      ask.people.records({}),
      ask.people.table({ population: 'everyone' }),
      ask.places.rows({ of: 'odd-treatment' }),
      ask.places.hotspots({ of: 'odd-treatment' }),
      ...Array.from({ length: 12 }, (_, index) => ask.people.detail({ person: String(index + 1) })),
      ...['Plantagen', '900771', 'Quillmere'].map((text) => ask.search.find({ text })),
    ]
    const said = (await Promise.all(asked.map(saidTo))).join('\n')
    expect(said.match(planted)?.[0]).toBeUndefined()
    expect(said).not.toMatch(/odd-/)
    expect((await given.as('police').places.layers({})).map(({ of }) => of)).not.toContain('odd-treatment')
  })

  test('does not come out when its file was taken out and people are not washed again', async () => {
    const given = await plantedCase()
    await given.opened.database.write(undefined, (connection) =>
      connection.run(sql`delete from record where kind = 'treatment'`),
    )
    for (let person = 1; person <= 12; person += 1)
      expect(await saidTo(given.as('police').people.detail({ person: String(person) }))).not.toMatch(planted)
  })

  test('a number that police sources give too is found', async () => {
    const { as } = await plantedCase()
    expect(await textOf(await as('police').search.find({ text: '900661' }))).toMatch(/\+447700900661/)
  })
})
