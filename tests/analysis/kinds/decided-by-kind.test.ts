import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import type { KindDefinition } from '../../../analysis/kinds/define-kind.ts'
import { handlingRules, isPlaceOfEvent, kindDefinitions } from '../../../analysis/kinds/lists.ts'
import { fullPostcodes } from '../../../analysis/profile/queries-identifiers.ts'
import { wholeSight } from '../../../analysis/visibility/source-kinds.ts'
import { putsIn } from '../../../analysis/visibility/views.ts'
import { askEngine, testSession } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

async function groupsOf(expression: string, kinds: readonly string[]): Promise<Record<string, unknown>> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const given = kinds.map((kind) => `('${kind}')`).join(', ')
  const reader = await connection.runAndReadAll(
    `select kind, ${expression} as puts_in from (values ${given}) as given(kind)`,
  )
  const groups = Object.fromEntries(reader.getRowsJS().map(([kind, group]) => [String(kind), group]))
  connection.closeSync()
  instance.closeSync()
  return groups
}

describe('a kind that nobody has thought of yet', () => {
  const dropIn = { kind: 'drop-in', putsInGroup: 'mainstream' } as const

  it('puts people in the group that it declares', async () => {
    const kinds = ['drop-in', 'treatment', 'programme', 'custody']
    const groups = { 'drop-in': 'mainstream', treatment: 'mainstream', programme: 'programme', custody: null }
    expect(await groupsOf(putsIn(true, [...kindDefinitions, dropIn]), kinds)).toEqual(groups)
    expect(await groupsOf(putsIn(true), kinds)).toEqual({ ...groups, 'drop-in': null })
  })

  it('tells its group to nobody who may not know groups', async () => {
    expect(await groupsOf(putsIn(false, [dropIn]), ['drop-in'])).toEqual({ 'drop-in': null })
    expect(await groupsOf(putsIn(true, []), ['drop-in'])).toEqual({ 'drop-in': null })
  })

  it.each<[string, Pick<KindDefinition, 'storesAs' | 'placeIs'>, boolean]>([
    ['an event says where it happened', { storesAs: 'event' }, true],
    ['a record says where somebody lives', { storesAs: 'record' }, false],
    ['an event can say where somebody lives', { storesAs: 'event', placeIs: 'home' }, false],
    ['a record can say where it was made', { storesAs: 'record', placeIs: 'event' }, true],
  ])('%s', (_, declared, isOfEvent) => {
    expect(isPlaceOfEvent(declared)).toBe(isOfEvent)
  })
})

it('codes of a graded kind stand in its declaration', () => {
  expect([...handlingRules]).toEqual([['intelligence', { field: 'handling', shares: ['P', '2'] }]])
})

async function caseWith(name: string, lines: readonly string[]) {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  const opened = await engine.create(
    join(folder, 'places.hubline'),
    { name: 'places', policy: 'open', marking: 'OFFICIAL' },
    testSession,
  )
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  const [result] = await askEngine(engine).sources.import({ sources: [{ path }] })
  expect(result).toMatchObject({ rowsLoaded: 1 })
  const texts = (text: string) =>
    opened.database.read(wholeSight, undefined, (connection) =>
      connection.all(rows({ place: column.text.orNull, person: column.text.orNull })({ text, values: [] })),
    )
  const searched = async () =>
    (await opened.database.read(wholeSight, undefined, (connection) => connection.all(fullPostcodes()))).map(
      ({ identifier }) => identifier,
    )
  return { texts, searched }
}

describe('the postcode of what happened', () => {
  it('stands with the place, apart from that of the person, and both are searched for', async () => {
    const { texts, searched } = await caseWith('overdoses.csv', [
      'Incident ref,Incident date,Event type,Naloxone,Surname,Forename,Date of birth,Postcode,Incident postcode',
      'OD-1,2026-03-02 10:00:00,Overdose,Yes,Halliwell,Katherine,1985-11-02,ZW1 2AB,zw9 9zz',
    ])
    expect(
      await texts(
        `select place.postcode as place, record.postcode as person from visible_record as record
         left join visible_place as place using (place_id)`,
      ),
    ).toEqual([{ place: 'ZW9 9ZZ', person: 'ZW1 2AB' }])
    expect(
      await texts(
        `select place.postcode as place, null::varchar as person from visible_event as event
         left join visible_place as place using (place_id)`,
      ),
    ).toEqual([{ place: 'ZW9 9ZZ', person: null }])
    expect(await searched()).toEqual(['ZW1 2AB', 'ZW9 9ZZ'])
  })

  it('is the only one where nobody is described', async () => {
    const { texts, searched } = await caseWith('crimes.csv', [
      'Crime ID,Month,Reported by,Falls within,Crime type,Postcode',
      'C-1,2026-03,Wendmarsh Police,Wendmarsh Police,Drugs,ZW1 2AB',
    ])
    expect(
      await texts(
        `select place.postcode as place, null::varchar as person from visible_event as event
         left join visible_place as place using (place_id)`,
      ),
    ).toEqual([{ place: 'ZW1 2AB', person: null }])
    expect(await searched()).toEqual(['ZW1 2AB'])
  })
})
