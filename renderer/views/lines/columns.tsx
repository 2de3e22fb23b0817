import type { Line, LineConcern, LineDetail, LineRelation } from '../../../analysis/contract/index.ts'
import type { DayRange } from '../../state/choices.ts'
import { formatDay } from '../../text/dates.ts'
import { isPassedOver } from '../../text/line-state.ts'
import { formatCount, formatPhone } from '../../text/numbers.ts'
import { HourStrip } from '../../ui/charts/hours.tsx'
import { LineageDots } from '../../ui/charts/lineage.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Score } from '../../ui/score.tsx'
import type { Column } from '../../ui/table/column.ts'
import { decisionWords, lineageLinks, numberNow, reasonWords } from './model.ts'

/** What narrows the list, and how each line concerns it. */
interface LinesWithin {
  readonly concerns: ReadonlyMap<string, LineConcern>
  /** Who, where a person or number is chosen elsewhere. */
  readonly somebody: string | null
  readonly hexagon: string | null
  readonly days: DayRange | null
}

const decisionSigns: Readonly<Record<NonNullable<Line['decision']>, string>> = {
  accepted: '✓',
  'set-aside': '✕',
  review: '?',
}

const relationWords: Readonly<Record<LineRelation, string>> = {
  number: 'is its number',
  holder: 'holds it',
  runner: 'runs for it',
  upstream: 'supplies it',
  customer: 'buys from it',
}

const concernColumns = ({ concerns, somebody }: LinesWithin): Column<Line>[] => {
  const of = (line: Line) => concerns.get(line.line)
  const relation: Column<Line> = {
    id: 'relation',
    header: somebody ?? '',
    value: (line) => (of(line)?.relations ?? []).map((one) => relationWords[one]).join(', '),
    width: 'minmax(118px, 0.5fr)',
  }
  const communications: Column<Line> = {
    id: 'communications',
    header: 'Calls, texts',
    value: (line) => of(line)?.communications ?? 0,
    cell: (line) => formatCount(of(line)?.communications ?? 0),
    width: 84,
    align: 'end',
    largestFirst: true,
  }
  return somebody === null ? [communications] : [relation, communications]
}

const NameCell = ({ line }: { readonly line: Line }) => (
  <span className="table-name">
    <Glyph meaning="line" hollow={isPassedOver(line)} />
    {line.name}
    {line.decision ? (
      <span className="line-decided" title={decisionWords(line)}>
        <span aria-hidden="true">{decisionSigns[line.decision]}</span>
        <span className="unseen"> {decisionWords(line)}</span>
      </span>
    ) : null}
  </span>
)

const columnsOfLine = (
  lines: readonly Line[],
  threshold: number,
  within: LinesWithin | null,
): Column<Line>[] => {
  const ranks = new Map(lines.map((line, index) => [line.line, index + 1]))
  return [
    {
      id: 'rank',
      header: '#',
      value: (line) => ranks.get(line.line) ?? null,
      width: 48,
      align: 'end',
      filterable: false,
      from: within?.somebody ? 1040 : undefined,
    },
    {
      id: 'name',
      header: 'Line',
      value: (line) => line.name,
      cell: (line) => <NameCell line={line} />,
      width: 'minmax(118px, 0.6fr)',
    },
    {
      id: 'number',
      header: 'Number now',
      value: (line) => numberNow(line),
      cell: (line) => formatPhone(numberNow(line)),
      mono: true,
      width: 106,
    },
    {
      id: 'score',
      header: 'Score',
      value: (line) => line.score,
      exported: (line) => Number(line.score.toFixed(2)),
      cell: (line) => <Score score={line.score} threshold={threshold} />,
      width: 110,
      largestFirst: true,
    },
    {
      id: 'reasons',
      header: 'Reasons, strongest first',
      value: (line) => reasonWords(line, isPassedOver(line)),
      cell: (line) => <span className="small">{reasonWords(line, isPassedOver(line))}</span>,
      width: 'minmax(194px, 1fr)',
      sortable: false,
    },
  ]
}

/** How many customers, in the chosen days and hexagon where the list is narrowed to them. */
const customersColumn = (within: LinesWithin | null): Column<Line> => {
  const isWithin = within !== null && within.somebody === null
  const countOf = (line: Line): number =>
    isWithin ? (within.concerns.get(line.line)?.customers ?? 0) : line.customers.length
  const rowsOf = (line: Line) => ({
    title: `Customers of ${line.name}`,
    question: {
      ask: 'lines.customers',
      lineId: line.line,
      ...(isWithin ? { range: within.days ?? undefined, cell: within.hexagon ?? undefined } : {}),
    } as const,
  })
  return {
    id: 'customers',
    header: 'Customers',
    value: countOf,
    cell: (line) => (
      <Figure of={`customers of ${line.name}`} rows={rowsOf(line).question} inTable>
        {formatCount(countOf(line))}
      </Figure>
    ),
    rows: rowsOf,
    width: 78,
    align: 'end',
    largestFirst: true,
  }
}

/** When and where the line works, how its number changed, and what was decided of it. */
const columnsOfHistory = (detail: LineDetail | undefined, within: LinesWithin | null): Column<Line>[] => [
  {
    id: 'hours',
    header: 'Hours, 00 to 23',
    value: (line) => line.hours.join(' '),
    cell: (line) => <HourStrip hours={line.hours} ramp={isPassedOver(line) ? 'grey' : 'line'} />,
    width: 162,
    sortable: false,
    filterable: false,
    from: 1120,
  },
  {
    id: 'exporter',
    header: 'Exporter area',
    value: (line) => line.exporterArea ?? 'not known',
    width: 'minmax(102px, 0.4fr)',
    from: within ? 1120 : undefined,
  },
  {
    id: 'lineage',
    header: 'Lineage',
    value: (line) => line.numbers.length,
    cell: (line) => (
      <LineageDots
        links={lineageLinks(line, detail?.line === line.line ? detail : undefined)}
        passedOver={isPassedOver(line)}
      />
    ),
    width: 84,
    largestFirst: true,
    from: within ? 1040 : undefined,
  },
  {
    id: 'last-seen',
    header: 'Last seen',
    value: (line) => line.lastSeen.slice(0, 10),
    cell: (line) => formatDay(line.lastSeen),
    width: 76,
    align: 'end',
    largestFirst: true,
  },
  {
    id: 'decision',
    header: 'Decision',
    value: (line) => decisionWords(line),
    width: 124,
    from: 1060,
  },
]

/**
 * The columns of the list of lines.
 * @param detail of the chosen line, which says how each of its numbers took over
 * @param within what narrows the list; null where it is whole
 */
export const lineColumns = (
  lines: readonly Line[],
  threshold: number,
  detail: LineDetail | undefined,
  within: LinesWithin | null = null,
): Column<Line>[] => [
  ...columnsOfLine(lines, threshold, within),
  customersColumn(within),
  ...(within ? concernColumns(within) : []),
  ...columnsOfHistory(detail, within),
]
