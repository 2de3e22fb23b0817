import { join } from 'node:path'
import { tableFromIPC } from 'apache-arrow'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { gridOfLetters } from '../../../analysis/sources/grid-reference.ts'
import { cellKeys } from '../../../analysis/sources/sites/cell-keys.ts'
import { periodsOf, SiteIndex } from '../../../analysis/sources/sites/find-sites.ts'
import type { Site } from '../../../analysis/sources/sites/queries-sites.ts'
import { askEngine, testSession } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const folder = join(import.meta.dirname, '../../../sample-data/cell-sites')
const calls = join(folder, 'calls.csv')
const cells = join(folder, 'cells.csv')

async function newCase() {
  const engine = createEngine({ applicationFolder: temporaryFolder() })
  onTestFinished(() => engine.close())
  await engine.create(
    join(temporaryFolder(), 'sites.hubline'),
    { name: 'sites', policy: 'open', marking: 'OFFICIAL' },
    testSession,
  )
  return askEngine(engine)
}

type Ask = Awaited<ReturnType<typeof newCase>>

/** Where each call was, by its day. */
async function placesOf(ask: Ask): Promise<Record<string, string>> {
  const { arrow } = await ask.query.select({
    sql: `select strftime(local_day, '%d/%m') as day, round(latitude, 3) || ', ' || round(longitude, 3) as place
      from communication left join cell on cell.cell_id = from_cell_id order by local_day`,
  })
  const rows = tableFromIPC(new Uint8Array(await arrow.arrayBuffer())).toArray()
  return Object.fromEntries(rows.map((row) => [row.day, row.place ?? 'none']))
}

const worked = {
  '02/03': '53.42, 1.52',
  '02/05': '53.5, 1.6',
  '03/05': '53.42, 1.52',
  '04/05': 'none',
  '05/05': '52.966, 1.161',
  '06/05': '52.966, 1.161',
  '07/05': 'none',
}
const nowhere = Object.fromEntries(Object.keys(worked).map((day) => [day, 'none']))

describe('call records without coordinates', () => {
  it('take their places from cell sites that are loaded later, and lose them with the file', async () => {
    const ask = await newCase()
    const [first] = await ask.sources.import({ sources: [{ path: calls }] })
    expect(first).toMatchObject({ kind: 'calls', rowsRead: 7, rowsLoaded: 7 })
    expect(await placesOf(ask)).toEqual(nowhere)
    const [sites] = await ask.sources.import({ sources: [{ path: cells }] })
    expect(sites).toMatchObject({
      kind: 'cells',
      rowsRead: 9,
      rowsLoaded: 5,
      rowsSetAside: 3,
      rowsDuplicate: 1,
      reasons: { BAD_DATE: 1, DUPLICATE_IN_FILE: 1, NO_CELL: 1, NO_PLACE: 1 },
    })
    expect(await placesOf(ask)).toEqual(worked)
    const { table } = await ask.places.hotspots({ of: 'calls', method: 'count' })
    const counts = [...tableFromIPC(new Uint8Array(await table.arrow.arrayBuffer())).getChild('count')!]
    // Two of the five lie outside the county that the other three make.
    expect(counts.reduce((sum: number, count) => sum + Number(count), 0)).toBe(3)
    expect((await ask.sources.verify({})).problems).toEqual([])
    await ask.sources.remove({ fileId: sites!.fileId!, why: 'a test' })
    expect(await placesOf(ask)).toEqual(nowhere)
    expect((await ask.sources.verify({})).problems).toEqual([])
  })

  it('take them as well where the sites came first', async () => {
    const ask = await newCase()
    await ask.sources.import({ sources: [{ path: cells }] })
    await ask.sources.import({ sources: [{ path: calls }] })
    expect(await placesOf(ask)).toEqual(worked)
    const [again] = await ask.sources.import({ sources: [{ path: cells }] })
    expect(again).toMatchObject({ rowsDuplicate: 9, reasons: { SAME_FILE: 9 } })
  })
})

describe('what a cell is known by', () => {
  it.each([
    ['234-10-12345-6789', ['cgi 234-10-12345-6789', 'area 12345-6789']],
    ['234/010/12345/06789', ['cgi 234-10-12345-6789', 'area 12345-6789']],
    ['234101234506789', ['cgi 234-10-12345-6789', 'area 12345-6789']],
    ['CGI: 234 10 12345 6789', ['cgi 234-10-12345-6789', 'area 12345-6789']],
    ['234-30-12345678', ['ecgi 234-30-12345678', 'cell 12345678']],
    ['234-30-17', ['ecgi 234-30-17']],
    ['LAC 101 CI 12', ['area 101-12']],
    ['101/12', ['area 101-12']],
    ['12345678', ['cell 12345678']],
    ['Ferry Lane, Mast 2', ['name FERRY LANE MAST 2']],
    ['  ', []],
    [null, []],
  ])('%s', (text, keys) => {
    expect(cellKeys(text)).toEqual(keys)
  })
})

const site = (changes: Partial<Site>): Site => ({
  code: '234-10-1-2',
  name: null,
  postcode: null,
  latitude: 53,
  longitude: 1,
  azimuth: null,
  since: null,
  until: null,
  ...changes,
})

describe('when a cell was where', () => {
  it('a row that begins later ends the one before', () => {
    const [old, moved] = [site({}), site({ latitude: 54, since: '2026-04-01' })]
    expect(periodsOf([moved, old])).toEqual([
      { site: old, from: '0001-01-01', until: '2026-03-31' },
      { site: moved, from: '2026-04-01', until: '9999-12-31' },
    ])
  })

  it('two places from one day say nothing, and a gap stays one', () => {
    expect(periodsOf([site({}), site({ latitude: 54 })])).toEqual([])
    const old = site({ until: '2026-01-31' })
    expect(periodsOf([old, site({ since: '2026-03-01' })])[0]).toEqual({
      site: old,
      from: '0001-01-01',
      until: '2026-01-31',
    })
  })

  it('a part of an identity finds no cell of another network, and none where two networks have it', () => {
    const two = new SiteIndex([site({}), site({ code: '234-20-1-2', latitude: 54 })])
    expect(two.find('234-10-1-2', null)).toHaveLength(1)
    expect(two.find('1-2', null)).toEqual([])
    expect(two.find('234-30-1-2', null)).toEqual([])
    expect(new SiteIndex([site({ code: '1-2' })]).find('234-30-1-2', null)).toHaveLength(1)
  })
})

it.each([
  ['TG 123 456', { easting: 612_350, northing: 345_650 }],
  ['tg1234567890', { easting: 612_345.5, northing: 367_890.5 }],
  ['SW 46 47', { easting: 146_500, northing: 47_500 }],
  ['HU 396 753', { easting: 439_650, northing: 1_175_350 }],
  ['NZ 25 6', null],
  ['hello', null],
])('the grid reference %s', (text, point) => {
  expect(gridOfLetters(text)).toEqual(point)
})
