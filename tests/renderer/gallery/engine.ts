import { ORPCError } from '@orpc/client'
import type { Line, PersonDetail } from '../../../analysis/contract/index.ts'
import type { Engine } from '../../../renderer/engine/connect.ts'
import { everyDay } from '../../../renderer/text/dates.ts'
import { arrowTable } from './arrow-table.ts'
import { cohorts, description, detailOf, files, lines, phone } from './county.ts'

const kinds = ['case', 'lines', 'people', 'failing', 'empty', 'slow'] as const
export type Scene = (typeof kinds)[number]

const days = everyDay('2025-01-01', '2025-06-30')
const groups = ['not-known', 'mainstream', 'programme', 'unattributed']

const quiet = (day: string): boolean =>
  (day > '2025-03-14' && day < '2025-03-22') || (day > '2025-05-20' && day < '2025-05-24')

const person: PersonDetail = {
  person: 'person-1',
  title: 'Rowan Ashdown',
  withheld: false,
  facts: [
    { label: 'Born', value: '1990', sources: ['custody', 'drug tests'] },
    { label: 'Sex', value: 'male', sources: ['custody'] },
    { label: 'Area', value: 'Port Sallow', sources: ['custody'] },
  ],
  group: 'not-known',
  groupBecause: 'Two custody records and a drug test; no treatment or programme record on 30 June 2025.',
  records: [
    {
      kind: 'custody',
      file: 'custody_Jan-Jun.xlsx',
      fileId: 3,
      row: 118,
      recordId: 'C00118',
      at: '2025-02-11T09:00:00.000Z',
      day: '2025-02-11',
      until: null,
      words: 'Arrest, possession of class A',
      withheld: false,
    },
    {
      kind: 'drug-tests',
      file: 'DToA_returns.xlsx',
      fileId: 8,
      row: 44,
      recordId: 'T0044',
      at: '2025-02-11T11:00:00.000Z',
      day: '2025-02-11',
      until: null,
      words: 'Positive, cocaine',
      withheld: false,
    },
  ],
  links: [
    {
      left: 'C00118',
      right: 'T0044',
      rule: 'name-and-birth',
      words: 'Same name and date of birth',
      agrees: ['surname', 'forename', 'date of birth'],
      differs: ['postcode'],
    },
  ],
  numbers: [
    {
      number: phone(682),
      because: 'given at custody',
      confidence: 0.93,
      from: '2025-02-11',
      to: '2025-06-30',
      lines: [{ lineId: 'line-1', name: 'Comet' }],
    },
  ],
}

/** What every group of answers asks: the scene that is drawn, and the lines as they were decided on in it. */
interface Shown {
  readonly scene: Scene
  readonly answer: <Value>(value: Value) => Promise<Value>
  readonly lines: () => Line[]
  readonly lineOf: (lineId: string) => Line
  readonly decide: (lineId: string, decision: Line['decision']) => void
  readonly version: () => number
}

function showScene(scene: Scene): Shown {
  const decisions = new Map<string, Line['decision']>()
  let version = description.dataVersion
  const current = (): Line[] =>
    scene === 'empty'
      ? []
      : lines.map((line) =>
          decisions.has(line.line) ? { ...line, decision: decisions.get(line.line) ?? null } : line,
        )
  return {
    scene,
    answer: async (value) => {
      if (scene === 'slow') await new Promise(() => {})
      if (scene === 'failing')
        throw new ORPCError('CASE_UNREADABLE', { defined: true, data: { subject: 'wendmarsh.hubline' } })
      return value
    },
    lines: current,
    lineOf: (lineId) => {
      const found = current().find((line) => line.line === lineId)
      if (!found) throw new ORPCError('LINE_NOT_FOUND', { defined: true, data: { subject: lineId } })
      return found
    },
    decide: (lineId, decision) => {
      decisions.set(lineId, decision)
      version += 1
    },
    version: () => version,
  }
}

const evidence = () =>
  arrowTable({
    file: Array.from({ length: 240 }, () => 'operatorB_calls_Q2.csv'),
    row: Array.from({ length: 240 }, (_, row) => row + 2),
    from: Array.from({ length: 240 }, (_, row) => phone(row)),
    to: Array.from({ length: 240 }, () => phone(412)),
    durationSeconds: Array.from({ length: 240 }, (_, row) => row % 61),
    rawText: Array.from({ length: 240 }, (_, row) => `0770090${row}`),
  })

const caseAnswers = (shown: Shown) => ({
  describe: async () => ({ ...description, dataVersion: shown.version() }),
  recent: async () => [
    {
      path: '/cases/wendmarsh.hubline',
      name: 'Wendmarsh county',
      openedAt: '2025-07-01T09:00:00.000Z',
      exists: true,
    },
  ],
  create: async () => description,
  open: async ({ path }: { path: string }) => {
    throw new ORPCError('CASE_NOT_FOUND', { defined: true, data: { subject: path } })
  },
})

const peopleTable = (group: string | undefined) =>
  arrowTable({
    subject: Array.from({ length: 400 }, (_, row) => (row % 4 === 3 ? phone(row) : `person-${row + 1}`)),
    title: Array.from({ length: 400 }, (_, row) => (row % 4 === 3 ? phone(row) : `Rowan Ashdown ${row + 1}`)),
    group: Array.from({ length: 400 }, (_, row) => group ?? groups[row % 4] ?? ''),
    ageBand: Array.from({ length: 400 }, (_, row) => (row % 4 === 3 ? null : '25-34')),
    sex: Array.from({ length: 400 }, (_, row) => (row % 4 === 3 ? null : row % 3 === 0 ? 'female' : 'male')),
    ethnicity: Array.from({ length: 400 }, (_, row) => (row % 4 === 3 ? null : 'White British')),
    area: Array.from({ length: 400 }, (_, row) => (row % 4 === 3 ? null : 'Port Sallow')),
    lines: Array.from({ length: 400 }, (_, row) => (row % 5) + 1),
    records: Array.from({ length: 400 }, (_, row) => row % 7),
    lastSeen: Array.from({ length: 400 }, () => '2025-06-18T12:00:00.000Z'),
  })

const peopleAnswers = (shown: Shown) => ({
  wash: async () => ({
    records: 12,
    persons: 9,
    pairsCompared: 30,
    pairsLinked: 3,
    forReview: 2,
    seconds: 0.4,
  }),
  groups: ({ lineId }: { lineId?: string }) => shown.answer(cohorts(lineId ?? null)),
  table: ({ group }: { group?: string }) =>
    shown.answer(
      shown.scene === 'empty' ? arrowTable({ subject: [], title: [], group: [] }) : peopleTable(group),
    ),
  detail: () => shown.answer(person),
  reviews: () =>
    shown.answer([
      {
        pairKey: 'pair-1',
        left: {
          recordId: 'C00118',
          file: 'custody_Jan-Jun.xlsx',
          row: 118,
          fields: { surname: 'Ashdown', forename: 'Rowan', born: '1990-02-03' },
        },
        right: {
          recordId: 'N9',
          file: 'ndtms_extract_H1.csv',
          row: 9,
          fields: { surname: 'Ashdowne', forename: 'Rowan', born: '1990-02-03' },
        },
        words: 'Same forename and date of birth; the surname is one letter longer.',
        decision: null,
      },
    ]),
  decide: async ({ pairKey }: { pairKey: string }) => ({ pairKey }),
})

const linesAnswers = (shown: Shown) => ({
  find: async () => ({ candidates: 24, accepted: 14, seconds: 1.2 }),
  candidates: () => shown.answer({ threshold: 0.6, phones: 17, callFiles: 6, lines: shown.lines() }),
  detail: ({ lineId }: { lineId: string }) => shown.answer(detailOf(shown.lineOf(lineId))),
  customers: ({ lineId }: { lineId: string }) =>
    shown.answer(
      arrowTable({
        number: shown.lineOf(lineId).customers.map((customer) => customer.number),
        why: shown.lineOf(lineId).customers.map((customer) => customer.why),
        confidence: shown.lineOf(lineId).customers.map((customer) => customer.confidence),
        texts: shown.lineOf(lineId).customers.map((_, row) => 38 - (row % 20)),
        calls: shown.lineOf(lineId).customers.map((_, row) => Math.max(1, 163 - row)),
        callBacks: shown.lineOf(lineId).customers.map((_, row) => row % 9),
        group: shown.lineOf(lineId).customers.map((_, row) => groups[row % 4] ?? ''),
        area: shown.lineOf(lineId).customers.map((_, row) => (row % 6 === 0 ? null : 'Port Sallow')),
        lines: shown.lineOf(lineId).customers.map((_, row) => (row % 11 === 0 ? 2 : 1)),
        lastSeen: shown.lineOf(lineId).customers.map(() => '2025-06-18T12:00:00.000Z'),
      }),
    ),
  evidence: () => shown.answer({ ...evidence(), totals: { rows: 240, communications: 200, texts: 150 } }),
  decide: async ({ lineId, decision }: { lineId: string; decision: Line['decision'] }) => {
    shown.decide(lineId, decision)
    return shown.lineOf(lineId)
  },
})

const timelineAnswers = {
  activity: async ({ grain, range }: { grain: 'day' | 'hour'; range?: { from: string; to: string } }) =>
    grain === 'day'
      ? arrowTable({
          day: days.map((day) => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000)),
          texts: days.map((day, index) => (quiet(day) ? 0 : 20 + ((index * 37) % 17))),
          calls: days.map((day, index) => (quiet(day) ? 0 : 12 + ((index * 53) % 23))),
        })
      : (() => {
          const first = Math.round(Date.parse(`${range?.from ?? '2025-06-24'}T00:00:00Z`) / 3_600_000)
          const hours = Array.from({ length: 7 * 24 }, (_, index) => index)
          return arrowTable({
            hour: hours.map((hour) => first + hour),
            texts: hours.map((hour) => ([11, 17, 21].includes(hour % 24) ? 20 + (hour % 21) : 0)),
            calls: hours.map((hour) => (hour % 24 > 9 ? (hour * 7) % 19 : 0)),
          })
        })(),
  notes: async ({ lineId }: { lineId?: string }) =>
    lineId
      ? [
          { day: '2025-03-22', words: 'number changed' },
          { day: '2025-05-24', words: 'changed again' },
        ]
      : [],
}

/** An engine made of fixed answers, so that every state of a view can be drawn and looked at. */
export const galleryEngine = (scene: Scene): Engine => {
  const shown = showScene(scene)
  const engine = {
    case: caseAnswers(shown),
    session: {
      declare: async () => description.session,
      watch: async () =>
        (async function* () {
          yield { opening: 'the only one', change: null, jobs: [] }
          await new Promise(() => {})
        })(),
    },
    jobs: { watch: async () => (async function* () {})(), cancel: async () => ({ cancelled: true }) },
    sources: { list: async () => files, rows: async () => evidence() },
    people: peopleAnswers(shown),
    lines: linesAnswers(shown),
    timeline: timelineAnswers,
    search: {
      find: async () => [
        { kind: 'line', id: 'line-1', title: 'Comet', words: '07700 900412, 143 customers' },
        { kind: 'person', id: 'person-1', title: 'Rowan Ashdown', words: '2 records' },
      ],
    },
    profile: {
      draft: async () => {
        throw new ORPCError('NOTHING_LOADED', { defined: true, data: {} })
      },
      releases: async () => [],
    },
    tables: { copy: async ({ rows }: { rows: unknown[] }) => ({ text: 'copied', rows: rows.length }) },
  }
  return engine as unknown as Engine
}
