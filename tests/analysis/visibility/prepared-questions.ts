import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { latLngToCell } from 'h3-js'
import { declaredKinds, lineId, type PlantedSources, undeclaredKind } from './planted-sources.ts'
import type { KnownToAll, Material, Prepared } from './prepared-material.ts'

const range = { from: '2026-01-01', to: '2026-01-31' }
const steps = [
  'arrested',
  'tested',
  'positive',
  'already-in-treatment',
  'within-28-days',
  'within-90-days',
  'completed',
]

const readAsHarm = {
  kind: 'harm',
  fields: { Forename: 'forename', Surname: 'surname', When: 'at', Telephone: 'phone' },
  options: {},
}

type Questions = Readonly<Record<string, Prepared>>
const once = { inputs: [{}] }

function ofCaseAndJobs(material: Material): Questions {
  const { folder, opened } = material.given
  return {
    'case.describe': once,
    'case.recent': once,
    'case.create': {
      inputs: [{ path: opened.path, name: 'planted', policy: 'open', marking: 'OFFICIAL' }],
    },
    'case.open': {
      inputs: [{ path: join(folder, 'there-is-none.hubline') }, { path: opened.path }],
      late: true,
    },
    'case.noticeRead': { inputs: [{ at: '2026-01-01T00:00:00.000Z' }] },
    'sample.open': { inputs: [] },
    'session.watch': once,
    'session.declare': { inputs: [] },
    'session.layout': once,
    'session.keepLayout': { inputs: [{ layout: '{}' }] },
    'diagnostics.show': once,
    'diagnostics.save': { inputs: [{ digest: 'none' }] },
    'backups.list': once,
    'backups.make': { inputs: [{ folder: join(folder, 'copies') }], late: true },
    'backups.settings': once,
    'backups.check': { inputs: [{ path: opened.path }] },
    'backups.restore': { inputs: [{ copy: join(folder, 'none.hubline'), to: join(folder, 'to.hubline') }] },
    'jobs.watch': once,
    'jobs.cancel': { inputs: [{ jobId: 'none' }] },
  }
}

function ofSources(material: Material): Questions {
  const { path, fileIds, lateFile } = material
  const { files } = material.given
  return {
    'sources.verify': once,
    'sources.list': once,
    'sources.preview': {
      inputs: [...files.keys()].flatMap((kind) => [
        { source: path(`${kind}.csv`) },
        { source: path(`${kind}.csv`), mapping: readAsHarm },
        { source: path(`${kind}.csv`), kind: 'custody' },
        { source: path(`${kind}.csv`), kind: 'people' },
      ]),
    },
    'sources.import': {
      inputs: [
        { sources: [{ path: lateFile }], kind: 'programme' },
        ...['custody', 'treatment', 'programme', 'harm'].map((kind) => ({ sources: [path(`${kind}.csv`)] })),
      ],
      late: true,
    },
    'sources.rows': {
      inputs: fileIds.flatMap((fileId) =>
        ['loaded', 'set-aside', 'duplicate'].map((outcome) => ({ fileId, outcome })),
      ),
    },
    'sources.describe': { inputs: fileIds.map((fileId) => ({ fileId, provenance: {} })) },
    'sources.remove': { inputs: [{ fileId: files.get('samples'), why: 'a test' }], late: true },
    'sources.mappings': once,
    'sources.saveMapping': {
      inputs: [{ name: 'a', mapping: { kind: 'custody', fields: {}, options: {} } }],
    },
  }
}

function ofPeople(material: Material): Questions {
  const { known, cells, persons } = material
  const { plants } = material.given
  return {
    'people.wash': { inputs: [{}], late: true },
    'people.records': once,
    'people.groups': {
      inputs: [
        {},
        { lineId },
        { at: '2026-01-31', lineId },
        { range },
        { cell: cells[0] },
        { protect: true, lineId },
      ],
    },
    'people.table': {
      inputs: [
        ...[{}, { lineId }, { population: 'everyone' }, { population: 'everyone', range }],
        ...['unattributed', 'not-known', 'mainstream', 'programme'].map((group) => ({
          population: 'everyone',
          group,
        })),
        ...cells.map((cell) => ({ population: 'everyone', cell })),
        ...plants
          .filter(({ kind }) => ['custody', 'treatment', 'programme'].includes(kind))
          .map(({ surname }) => ({ population: 'everyone', search: surname.slice(0, -1) })),
      ],
    },
    'people.detail': { inputs: persons },
    'people.reviews': once,
    'people.decide': {
      inputs: known.pairKeys.flatMap((pairKey) => [
        { pairKey, decision: 'different' },
        { pairKey, decision: null },
      ]),
      late: true,
    },
    'journeys.funnel': { inputs: [{}, { range }, { lineId }, { cell: cells[0] }, { protect: true }] },
    'journeys.people': { inputs: steps.map((step) => ({ step })) },
  }
}

function ofLinesAndNetwork(material: Material): Questions {
  const { known, numbers, cells, persons } = material
  const { plants } = material.given
  const texts = plants.flatMap((one) => [
    // Parts of them: what an answer adds to what was typed is then seen.
    ...[one.surname.slice(0, -1), one.phone.slice(0, -1), one.area.slice(0, -1)],
  ])
  return {
    'lines.find': { inputs: [{}], late: true },
    'lines.candidates': once,
    'lines.concerning': {
      inputs: [{}, ...persons, ...numbers.map((number) => ({ number })), { cell: cells[0] }],
    },
    'lines.detail': { inputs: [{ lineId }, { lineId: 'none' }] },
    'lines.customers': { inputs: [{ lineId }, { lineId, range }, { lineId, cell: cells[0] }] },
    'lines.evidence': { inputs: [{ lineId }, ...numbers.map((number) => ({ lineId, number }))] },
    'lines.decide': {
      inputs: [
        { lineId, decision: 'review' },
        { lineId, decision: null },
      ],
      late: true,
    },
    'network.measure': { inputs: ['numbers', 'people'].map((unit) => ({ unit, metric: 'degree' })) },
    'network.around': {
      inputs: ['numbers', 'people'].flatMap((unit) => [
        { unit, lineId },
        ...persons.map(({ person }) => ({ unit, person })),
        ...numbers.map((number) => ({ unit, number })),
      ]),
    },
    'network.path': {
      inputs: ['numbers', 'people'].map((unit) => ({ unit, from: numbers[0], to: numbers[1], avoid: [] })),
    },
    'network.evidence': { inputs: numbers.map((node) => ({ unit: 'numbers', node })) },
    'network.export': {
      inputs: ['numbers', 'people'].map((unit) => ({
        ...{ unit, lineId, format: 'graphml', groups: [] },
        nodes: [...numbers, ...known.persons],
      })),
    },
    'pictures.take': {
      inputs: [
        {
          of: 'network',
          format: 'svg',
          caption: 'Network',
          picture: new Blob(['<svg xmlns="http://www.w3.org/2000/svg"><text>OFFICIAL</text></svg>']),
        },
      ],
    },
    'timeline.activity': {
      inputs: [{}, { lineId }, ...persons, ...numbers.map((number) => ({ number })), { cell: cells[0] }].map(
        (one) => ({ grain: 'day', ...one }),
      ),
    },
    'timeline.notes': { inputs: [{}, { lineId }] },
    'search.find': { inputs: texts.map((text) => ({ text })) },
  }
}

function ofPlaces(material: Material): Questions {
  const { cells, kinds, persons } = material
  return {
    'places.layers': once,
    'places.hotspots': {
      inputs: [...kinds.map((of) => ({ of })), ...persons.map((one) => ({ of: 'custody', ...one }))],
    },
    'places.accuracy': { inputs: kinds.map((of) => ({ of })) },
    'places.rows': {
      inputs: kinds.flatMap((of) => [{ of }, { of, cell: cells[0] }, { of, notPlaced: 'no-coordinates' }]),
    },
    'places.points': {
      inputs: [
        ...kinds.map((of) => ({ of })),
        ...['custody', 'treatment'].flatMap((of) => persons.map((one) => ({ of, ...one }))),
      ],
    },
    'places.areaNames': once,
    'places.linesInCell': { inputs: [{ cell: cells[0] }] },
    'places.boundaries': once,
    'places.areas': { inputs: kinds.map((of) => ({ of })) },
    'places.flows': { inputs: [{}, { range }] },
    'places.flowRows': { inputs: [1, 2, 3, 4, 5, 6, 7, 8, 9].map((at) => ({ home: `ZQ${at}` })) },
  }
}

function ofProfileAndTables(material: Material): Questions {
  const { known, kinds } = material
  const { plants } = material.given
  return {
    'profile.draft': { inputs: [{}, { policy: 'nhs' }] },
    'profile.edit': {
      inputs: plants
        .filter(({ kind }) => kind === 'treatment')
        .map((one) => ({
          paragraphId: 'demand.note',
          text: `${one.forename} ${one.surname} on ${one.phone}`,
        })),
      late: true,
    },
    'profile.confirmWord': { inputs: [{ word: 'hall', confirmed: true }] },
    'profile.figureRows': { inputs: known.figures.map((figureId) => ({ figureId })) },
    'profile.release': {
      inputs: [
        { formats: ['html', 'json', 'csv', 'docx'], policy: 'ndtms', recipient: 'the board', why: 'a test' },
      ],
      late: true,
    },
    'profile.releases': once,
    'log.entries': { inputs: [{}, { limit: 1000 }] },
    'query.select': {
      inputs: ['record', 'number', 'reject', 'person', 'attribution'].map((table) => ({
        sql: `from ${table}`,
        limit: 1000,
      })),
    },
    'tables.copy': {
      inputs: [{ title: 'a table', columns: ['a'], rows: [[1]], to: 'file', format: 'xlsx' }],
    },
    'tables.released': {
      inputs: [
        ...kinds.map((of) => ({ of: { table: 'areas', of }, to: 'file', format: 'csv' })),
        { of: { table: 'areas', of: 'treatment' }, to: 'file', format: 'xlsx' },
        { of: { table: 'journeys' }, to: 'clipboard' },
        { of: { table: 'profile', tableId: 'demand.areas' }, to: 'file', format: 'csv' },
      ],
    },
  }
}

/** What every question of the contract is asked, by its name; several inputs each, so that the answers are not empty. */
export function preparedQuestions(given: PlantedSources, known: KnownToAll): Record<string, Prepared> {
  const { folder, plants, files, lineNumber } = given
  const path = (name: string) => ({ path: join(folder, name) })
  const numbers = [lineNumber, ...plants.map(({ phone }) => `+44${phone.slice(1)}`)]
  const cells = [
    ...new Set(plants.map((_, index) => latLngToCell(54.9 + (index % 20) / 100, -1.7, 8))),
  ].slice(0, 4)
  const kinds = [...declaredKinds, undeclaredKind]
  const persons = known.persons.map((person) => ({ person }))
  const fileIds = [...files.values()]
  const lateFile = join(folder, 'late.csv')
  writeFileSync(
    lateFile,
    'Client reference,Forename,Surname,Joined,Telephone\nLATE-1,Lateforename,Latesurname,2026-01-12,4.47701E+11\n',
  )
  const material: Material = { given, known, path, numbers, cells, kinds, persons, fileIds, lateFile }
  return Object.assign(
    {},
    ofCaseAndJobs(material),
    ofSources(material),
    ofPeople(material),
    ofLinesAndNetwork(material),
    ofPlaces(material),
    ofProfileAndTables(material),
  )
}

/** Asked with nothing, and why: what they answer is of no open case. */
export const notOfThisCase: Readonly<Record<string, string>> = {
  'sample.open': 'opens the sample county in place of this case',
  'session.declare': 'changes the role of whoever asks, and answers with what was asked',
}
