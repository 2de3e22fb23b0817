import type {
  CaseDescription,
  Cohorts,
  Line,
  LineDetail,
  SourceFile,
  SourceKind,
} from '../../../analysis/contract/index.ts'

const reason = (feature: string, words: string, weight: number, rows: number) => ({
  feature,
  words,
  weight,
  rows,
})

const hoursAround = (peaks: readonly number[]): number[] =>
  Array.from({ length: 24 }, (_, hour) =>
    Math.round(peaks.reduce((sum, peak) => sum + 40 * Math.exp(-((hour - peak) ** 2) / 3), hour > 9 ? 4 : 0)),
  )

export const phone = (index: number): string => `+447700900${String(index % 1000).padStart(3, '0')}`

const reasonsFor = [
  reason('bulk-texts', 'Bulk texts: 38 to ≥ 20 numbers in 5 min', 3.1, 1204),
  reason('burst', 'Call burst within 30 min of a text', 1.9, 2387),
  reason('call-backs', 'Calls back to callers, median 3 min', 1.4, 911),
  reason('one-offs', 'One-off contacts, 41% of the book', 0.9, 143),
  reason('sim-swaps', 'One handset, three SIMs', 0.8, 3),
  reason('upstream', 'Upstream number in Ashmoor City', 0.5, 57),
  reason('long-calls', 'Long calls, as family would make', -0.4, 12),
]

const reasonsAgainst = [
  reason('reminders', 'Reminder texts at fixed times before a visit', -3.2, 611),
  reason('call-backs', 'Callers are not called back', -1.6, 204),
  reason('bulk-texts', 'Texts to many numbers, none alike', 0.7, 611),
]

const areas = ['Ashmoor City', 'Kelverton', 'Tarrowgate', null]
const names = [
  'Comet',
  'Jet',
  'Domino',
  'Atlas',
  'Ziggy',
  'Bishop',
  'Rio',
  'Echo',
  'Mango',
  'Quartz',
  'Tiger',
  'Vesper',
  'Pylon',
  'Lark',
]
const passedNames = [
  'Unnamed 15',
  'Unnamed 16',
  'Unnamed 17',
  'Taxi firm?',
  'Takeaway?',
  'Surgery?',
  'School?',
  'Recruiter?',
  'Church?',
  'Gym?',
]

const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds))

const makeLine = (index: number): Line => {
  const isFound = index < names.length
  const name = isFound ? (names[index] ?? '') : (passedNames[index - names.length] ?? `Unnamed ${index}`)
  const wanted = isFound ? 0.97 - index * 0.026 : 0.57 * 0.62 ** (index - names.length)
  const logOdds = Math.log(wanted / (1 - wanted))
  const reasons = isFound ? reasonsFor.slice(0, 7 - (index % 3)) : reasonsAgainst
  const prior = logOdds - reasons.reduce((sum, one) => sum + one.weight, 0)
  const numbers = Array.from({ length: isFound ? 3 - (index % 3) : 1 }, (_, place) =>
    phone(412 + index * 37 - place * 11),
  )
  return {
    line: `line-${index + 1}`,
    name,
    numbers,
    score: logistic(logOdds),
    prior,
    reasons,
    customers: Array.from({ length: isFound ? 143 - index * 8 : 21 + index * 23 }, (_, place) => ({
      number: phone(place + index),
      why: 'bulk text + call back',
      confidence: 0.9,
    })),
    succeeds: [],
    accepted: isFound,
    decision: index < 3 ? 'accepted' : null,
    exporterArea: areas[index % areas.length] ?? null,
    firstSeen: '2025-01-02T10:00:00.000Z',
    lastSeen: `2025-06-${30 - (index % 9)}T20:00:00.000Z`,
    hours: hoursAround([11, 17 + (index % 4)]),
  }
}

export const lines: Line[] = Array.from({ length: names.length + passedNames.length }, (_, index) =>
  makeLine(index),
)

export const detailOf = (line: Line): LineDetail => ({
  ...line,
  threshold: 0.6,
  lineage: line.numbers
    .map((number, index) => ({ number, index }))
    .map(({ number, index }) => ({
      number,
      firstSeen:
        ['2025-01-02T10:00:00.000Z', '2025-03-22T10:00:00.000Z', '2025-05-24T10:00:00.000Z'][index] ??
        line.firstSeen,
      lastSeen:
        index === line.numbers.length - 1
          ? line.lastSeen
          : (['2025-03-14T10:00:00.000Z', '2025-05-20T10:00:00.000Z'][index] ?? line.lastSeen),
      succession:
        index === 0
          ? null
          : index === 1
            ? { words: 'same handset,', shareKept: 0.92, certainty: 'recorded' as const, sameHandset: true }
            : { words: '', shareKept: 0.71, certainty: 'inferred' as const, sameHandset: false },
    })),
  roles: [
    { number: phone(531), role: 'holder', words: 'on three handsets', confidence: 0.91 },
    { number: phone(533), role: 'runner', words: 'meets customers', confidence: 0.84 },
    { number: phone(655), role: 'upstream', words: 'Ashmoor City', confidence: 0.52 },
  ],
  week: Array.from({ length: 7 }, (_, day) =>
    line.hours.map((count) => Math.round((count * (day === 4 ? 3 : 2)) / 2)),
  ),
  sources: [
    { fileId: 1, file: 'Handset …4471.xlsx', sheet: 'SMS', rows: 1204 },
    { fileId: 2, file: 'operatorB_calls_Q2.csv', sheet: null, rows: 3298 },
  ],
})

export const description: CaseDescription = {
  caseId: 'case-1',
  name: 'Wendmarsh county',
  path: '/cases/wendmarsh.hubline',
  marking: 'OFFICIAL-SENSITIVE',
  synthetic: true,
  encrypted: false,
  policy: 'open',
  createdAt: '2025-07-01T09:00:00.000Z',
  schemaVersion: 1,
  dataVersion: 118,
  days: { from: '2025-01-01', to: '2025-06-30' },
  counts: {
    files: 41,
    communications: 1_324_981,
    records: 12_031,
    persons: 9214,
    lines: lines.length,
    linesAccepted: names.length,
    forReview: 2,
  },
  runs: { wash: 1, lines: 2 },
  fresh: { wash: true, lines: true },
  notices: [],
  session: { person: 'analyst', role: 'hub', purpose: 'market profile', purposeStated: true },
}

const ages = (counts: readonly number[]) =>
  Object.fromEntries(
    ['18-24', '25-34', '35-44', '45-54', '55+', 'not known'].map((age, index) => [age, counts[index] ?? 0]),
  )

export const cohorts = (lineId: string | null): Cohorts => ({
  at: '2025-06-30',
  lineId,
  population: lineId ? 'Customers of one line' : 'Customers of all accepted lines',
  groups: [
    {
      group: 'not-known',
      count: 215,
      by: { ageBand: ages([31, 72, 60, 31, 9, 12]), sex: { male: 151, female: 52, 'not known': 12 } },
    },
    {
      group: 'mainstream',
      count: 80,
      by: { ageBand: ages([4, 20, 31, 20, 5, 0]), sex: { male: 58, female: 22 } },
    },
    {
      group: 'programme',
      count: 45,
      by: { ageBand: ages([9, 14, 12, 8, 2, 0]), sex: { male: 33, female: 12 } },
    },
    { group: 'unattributed', count: 611, by: {} },
  ],
  suppressed: { primary: 0, secondary: 0 },
  policy: null,
})

const file = (
  fileId: number,
  name: string,
  kind: SourceKind,
  read: number,
  aside: number,
  twice: number,
): SourceFile => ({
  fileId,
  name,
  kind,
  layout: kind,
  sha256: `9c41e07b${String(fileId).padStart(56, '0')}`,
  sizeBytes: read * 160,
  addedAt: '2025-06-30T10:00:00.000Z',
  addedBy: 'analyst',
  rowsRead: read,
  rowsLoaded: read - aside - twice,
  rowsSetAside: aside,
  rowsDuplicate: twice,
  reasons: { ...(aside > 0 ? { NO_TIME: aside } : {}), ...(twice > 0 ? { DUPLICATE_IN_FILE: twice } : {}) },
  provenance: { controller: 'Wendmarsh Constabulary', basis: 'DPA 2018 part 3, s.35' },
  basisRecorded: true,
  rowsWithheld: false,
  notes: [],
  mapping: { kind, fields: {}, options: {} },
})

export const files: SourceFile[] = [
  file(1, 'HW-0219 SMS.xlsx', 'phone', 14_206, 12, 243),
  file(2, 'operatorB_calls_Q2.csv', 'calls', 1_324_981, 312, 40_118),
  file(3, 'custody_Jan-Jun.xlsx', 'custody', 8412, 0, 35),
  file(4, 'ndtms_extract_H1.csv', 'treatment', 6120, 17, 0),
]
