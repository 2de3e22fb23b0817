import type { ProfileTable, ReleasedCell } from '../../contract/index.ts'
import { absences } from '../../kinds/lists.ts'
import { recordFields } from '../codes.ts'
import { daysBetween, dayWords } from '../months.ts'
import type { SourceState } from '../queries-coverage.ts'
import { kindNames } from '../tables-coverage.ts'
import { listWords, share, type TextRun } from '../words.ts'
import { paragraph, type SectionDraft, type SectionInput } from './section.ts'

const staleDays = 31

const label = (kind: string) => kindNames[kind] ?? kind
const old = (input: SectionInput) =>
  input.sources.filter(
    (source) => source.last_day && daysBetween(source.last_day, input.scope.to) > staleDays,
  )

/** The gaps in one sentence; for the summary too. */
export function gapsClaim(input: SectionInput): TextRun[] {
  const kinds = absences.map(({ kind }) => kind)
  const missing = kinds.filter((kind) => !input.scope.kinds.has(kind))
  const loaded = kinds.length - missing.length
  const without = input.sources.filter(
    (source) => kinds.includes(source.kind) && source.without_agreement > 0,
  )
  const agreements =
    without.length === 0
      ? ''
      : without.length >= loaded
        ? `; none of the ${loaded} that are loaded has a sharing agreement recorded for every file`
        : `; ${without.length} of the ${loaded} that are loaded lack a recorded sharing agreement`
  return input.say`${String(missing.length)} of ${String(kinds.length)} kinds of source are not loaded${agreements}.`
}

/** Intelligence gaps: coverage, missingness, age and agreements, all computed. */
export function gaps(input: SectionInput): SectionDraft {
  const { sources, scope, say } = input
  const missing = absences.filter(({ kind }) => !scope.kinds.has(kind))
  const without = sources.filter((source) => source.without_agreement > 0)
  const noBasis = sources.filter((source) => source.without_basis > 0)
  const stale = old(input)
  return {
    sectionId: 'gaps',
    title: 'Intelligence gaps',
    claim: gapsClaim(input),
    paragraphs: [
      ...paragraph(
        'gaps.agreements',
        without.length + noBasis.length > 0
          ? say`${without.length > 0 ? `No sharing agreement is recorded for ${listWords(without.map((source) => lower(label(source.kind))))}. ` : ''}${noBasis.length > 0 ? `No lawful basis is recorded for ${listWords(noBasis.map((source) => lower(label(source.kind))))}.` : ''}`
          : sources.length > 0
            ? say`Every source has its sharing agreement and its lawful basis recorded.`
            : [],
      ),
      ...paragraph(
        'gaps.age',
        stale.length > 0
          ? say`Behind the others: ${listWords(stale.map((source) => `${lower(label(source.kind))}, which ${source.last_day ? `ends on ${dayWords(source.last_day)}` : 'has no dates'}`))}.`
          : [],
      ),
      ...paragraph('gaps.fields', fieldWords(input)),
    ],
    charts: [],
    tables: [...sourceTable(input), ...missingnessTable(input)],
    cannotSay: [
      'A gap is found by what is loaded and what its entries lack; what a partner holds and did not offer is not known.',
    ],
    missing: missing.map(({ kind, leavesOpen }) => ({ kind, why: leavesOpen })),
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)

function sourceTable({ sources, scope }: SectionInput): ProfileTable[] {
  if (sources.length === 0) return []
  const percent = (part: number, whole: number): ReleasedCell =>
    whole === 0 ? 0 : Math.round((100 * part) / whole)
  const row = (source: SourceState) => ({
    label: label(source.kind),
    total: false,
    cells: [
      source.files,
      percent(source.rows_loaded, source.rows_read),
      source.last_day ? Math.max(0, daysBetween(source.last_day, scope.to)) : { notComputable: 'no dates' },
      source.without_agreement,
      source.without_basis,
      source.past_retention,
    ] satisfies ReleasedCell[],
  })
  return [
    {
      tableId: 'gaps.sources',
      title: 'Sources: coverage, age and agreements',
      unit: 'files, per cent of rows and days',
      source: 'The case. Counts of files, not of people.',
      columns: [
        'Files',
        'Rows loaded, %',
        'Days behind',
        'No agreement',
        'No lawful basis',
        'Past retention',
      ],
      rows: sources.map(row),
      notes: [`Days behind: from the last entry to ${dayWords(scope.to)}.`],
    },
  ]
}

function missingnessTable({ figures, scope, policy }: SectionInput): ProfileTable[] {
  if (!figures.has('gaps.fields')) return []
  const kinds = figures.leaves('gaps.fields')
  const fields = recordFields.slice(1)
  const cellOf = (kind: string, field: string): ReleasedCell => {
    const words = share(
      figures.figure('gaps.fields', kind, field).value,
      figures.figure('gaps.fields', kind, recordFields[0]).value,
    )
    return words === null ? { notComputable: 'not shown' } : Number(words.slice(0, -1))
  }
  return [
    {
      tableId: 'gaps.missing',
      title: 'Entries that hold each field',
      unit: `per cent of entries, from counts rounded to ${policy.roundingBase}`,
      source: 'All sources with entries about people.',
      columns: [...fields],
      rows: kinds.map((kind) => ({
        label: label(kind),
        total: false,
        cells: fields.map((field) => cellOf(kind, field)),
      })),
      notes: scope.linkageRun === null ? ['People have not been washed yet.'] : [],
    },
  ]
}

function fieldWords({ figures, say }: SectionInput): TextRun[] {
  if (!figures.has('gaps.fields')) return []
  const poor = figures.leaves('gaps.fields').flatMap((kind) =>
    recordFields.slice(1, 4).flatMap((field) => {
      const words = share(
        figures.figure('gaps.fields', kind, field).value,
        figures.figure('gaps.fields', kind, recordFields[0]).value,
      )
      return words !== null && Number(words.slice(0, -1)) < 70
        ? [`${lower(field)} in ${lower(label(kind))} (${words})`]
        : []
    }),
  )
  return poor.length > 0
    ? say`Fields that many entries lack, with the share of entries that hold them: ${listWords(poor.slice(0, 5))}.`
    : []
}
