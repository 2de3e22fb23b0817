import type { ProfileTable, ReleasedCell } from '../../contract/index.ts'
import { adults, dischargeReasons, treatedGroups } from '../codes.ts'
import { missingKinds, paragraph, type SectionDraft, type SectionInput } from './section.ts'

interface Metric {
  readonly outcome: string
  readonly metric: string
  readonly baseline: ReleasedCell
  readonly latest: ReleasedCell
  readonly local: (input: SectionInput) => ReleasedCell
}

const because = (words: string) => (): ReleasedCell => ({ notComputable: `not computable, because ${words}` })
const unpublished = (words: string): ReleasedCell => ({ notComputable: words })

/** A yearly count is comparable only with a year of ours. */
const ofAYear =
  (tableId: string, row: string) =>
  ({ figures, scope }: SectionInput): ReleasedCell => {
    if (!figures.has(tableId))
      return { notComputable: 'not computable, because no treatment records are loaded' }
    if (scope.months.length < 12)
      return {
        notComputable: `not computable, because the national figure is of a year and the period has ${scope.months.length} months`,
      }
    return figures.figure(tableId, row).value
  }

/** National figures as printed in the strategy's annual report of 2023; definitions in the framework of 2022. */
const metrics: readonly Metric[] = [
  {
    outcome: 'Reduce use',
    metric: 'Adults 16 to 59 using drugs in the last year, per cent (survey; part year)',
    baseline: 9.4,
    latest: 9.2,
    local: because('it comes from a national survey without local figures'),
  },
  {
    outcome: 'Reduce use',
    metric: 'People using opiates or crack, estimated',
    baseline: unpublished('not yet published'),
    latest: 313_971,
    local: because('no local estimate is loaded'),
  },
  {
    outcome: 'Reduce harm',
    metric: 'Deaths from drug misuse (England, registered)',
    baseline: 2846,
    latest: 2846,
    local: because('local reports are of suspected deaths, the national figure is of registered ones'),
  },
  {
    outcome: 'Reduce harm',
    metric: 'Hospital admissions for drug misuse',
    baseline: unpublished('not set'),
    latest: unpublished('not set'),
    local: because('no hospital admissions are loaded'),
  },
  {
    outcome: 'Reduce crime',
    metric: 'Drug-related homicides',
    baseline: 336,
    latest: 360,
    local: because('recorded crime as loaded does not flag them'),
  },
  {
    outcome: 'Reduce crime',
    metric: 'Neighbourhood crime, incidents (survey)',
    baseline: 2_960_000,
    latest: 1_450_000,
    local: because('it comes from a survey; recorded crime is another thing and is not put beside it'),
  },
  {
    outcome: 'Reduce supply',
    metric: 'County lines closed, Type 1',
    baseline: 703,
    latest: 1364,
    local: because(
      'the national figure counts only the four exporter-force taskforces; a local count would not be comparable',
    ),
  },
  {
    outcome: 'Reduce supply',
    metric: 'Disruptions of organised crime groups, major and moderate',
    baseline: 2450,
    latest: 2974,
    local: because('no disruptions are loaded'),
  },
  {
    outcome: 'Treatment',
    metric: 'Continuity of care after prison, per cent',
    baseline: 36.1,
    latest: 40.7,
    local: because(
      'neither the need found nor the transfer made is recorded; releases alone are the wrong denominator',
    ),
  },
  {
    outcome: 'Treatment',
    metric: 'Adults in treatment',
    baseline: 286_545,
    latest: 287_164,
    local: ofAYear('treatment.people', adults),
  },
  {
    outcome: 'Treatment',
    metric: 'People using opiates or crack in treatment',
    baseline: 147_115,
    latest: 145_683,
    local: ofAYear('treatment.people', treatedGroups[0]),
  },
  {
    outcome: 'Treatment',
    metric: 'Young people in treatment',
    baseline: 10_987,
    latest: 12_074,
    local: ofAYear('treatment.people', treatedGroups[2]),
  },
  {
    outcome: 'Recovery',
    metric: 'Successful completions, adults (a proxy that omits return within 12 months)',
    baseline: 61_186,
    latest: 61_186,
    local: ofAYear('treatment.ends', dischargeReasons[0]),
  },
  {
    outcome: 'Recovery',
    metric: 'Treatment progress measure',
    baseline: unpublished('not yet'),
    latest: unpublished('not yet'),
    local: because('the measure was not yet defined'),
  },
]

const isNumber = (cell: ReleasedCell) => typeof cell === 'number' || !('notComputable' in cell)

/** The National Combating Drugs Outcomes Framework: headline metrics, local beside national where they can be compared. */
export function outcomes(input: SectionInput): SectionDraft {
  const local = metrics.map((metric) => metric.local(input))
  const computable = local.filter(isNumber).length
  const table: ProfileTable = {
    tableId: 'outcomes.framework',
    title: 'National Combating Drugs Outcomes Framework, headline metrics',
    unit: 'as each row says',
    source: 'National figures as published in 2023; local figures from this profile.',
    columns: ['Baseline', 'Last release then', 'Local'],
    rows: metrics.map((metric, index) => ({
      label: `${metric.outcome}: ${metric.metric}`,
      total: false,
      cells: [metric.baseline, metric.latest, local[index]!],
    })),
    notes: [
      'The source says eleven headline metrics and prints more rows, two of which replace one of 2022.',
      'Baselines differ by row: most are of 2019 to 2022.',
    ],
  }
  return {
    sectionId: 'outcomes',
    title: 'Outcomes framework',
    claim: input.say`${computable === 0 ? 'None' : String(computable)} of the ${String(metrics.length)} headline rows can be set beside a local figure with what is loaded.`,
    paragraphs: paragraph(
      'outcomes.reading',
      input.say`A local figure stands beside a national one only where both count the same thing over the same length of time; where not, the table says why. National figures are not rescaled to the area.`,
    ),
    charts: [],
    tables: [table],
    cannotSay: [
      'Closures of county lines do not say whether the line was replaced.',
      'Admissions count admissions, not people.',
      'Registration of deaths is delayed.',
    ],
    missing: missingKinds(input, {
      hospital: 'admissions for drug misuse',
      prison: 'continuity of care',
      disruptions: 'what was done about organised crime groups',
    }),
  }
}
