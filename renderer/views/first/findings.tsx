import type { ReactNode } from 'react'
import type { Line } from '../../../analysis/contract/index.ts'
import { useRange } from '../../engine/followed.ts'
import { useDays, useLineDetail } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { groupName, groupOrder } from '../../text/cohort-groups.ts'
import { Button } from '../../ui/button.tsx'
import { Bars, ColumnsChart } from '../../ui/charts/bars.tsx'
import { DataForReaders } from '../../ui/charts/chart-frame.tsx'
import { ReasonBars } from '../../ui/charts/contributions.tsx'
import { binDays } from '../../ui/charts/day-bins.ts'
import { HourOfWeek } from '../../ui/charts/hours.tsx'
import { LineageChart } from '../../ui/charts/lineage.tsx'
import { groupHue } from '../../ui/charts/scales.ts'
import type { Finding } from './model.ts'

const chartBins = 120

const RebrandChart = ({ line }: { readonly line: Line }) => {
  const range = useRange()
  const { data: days = [] } = useDays({ lineId: line.line })
  const { data: detail } = useLineDetail(line.line)
  if (!range) return null
  const bins = binDays(days, range, chartBins)
  return (
    <>
      <ColumnsChart
        values={bins.map((bin) => bin.texts)}
        categories={bins.map((bin) => bin.from)}
        meaning="line"
        height={92}
        showAxis={false}
      />
      {detail ? <LineageChart numbers={detail.lineage} from={range.from} to={range.to} /> : null}
      <DataForReaders
        title={`${line.name}, texts over time`}
        table={{ columns: ['From', 'Texts'], rows: bins.map((bin) => [bin.from, bin.texts]) }}
      />
    </>
  )
}

const GroupsChart = ({ finding }: { readonly finding: Extract<Finding, { kind: 'unknown' }> }) => (
  <Bars
    labelWidth={150}
    bars={groupOrder.flatMap((group) => {
      const found = finding.cohorts.groups.find((one) => one.group === group)
      return found ? [{ label: groupName(group), value: found.count, meaning: groupHue(group) }] : []
    })}
  />
)

const ReasonsChart = ({ line }: { readonly line: Line }) => (
  <ReasonBars
    title={`Reasons for and against ${line.name}`}
    prior={line.prior}
    score={line.score}
    most={2}
    withoutSum
    contributions={line.reasons.map((reason) => ({
      id: reason.feature,
      words: reason.words,
      weight: reason.weight,
      rowCount: reason.rows,
      rows: { ask: 'lines.evidence', lineId: line.line, feature: reason.feature },
    }))}
  />
)

const HoursChart = ({ line }: { readonly line: Line }) => {
  const { data: detail } = useLineDetail(line.line)
  return detail ? <HourOfWeek title={`When ${line.name} works`} week={detail.week} /> : null
}

const FindingFrame = ({
  finding,
  action,
  onOpen,
  children,
}: {
  readonly finding: Finding
  readonly action: string
  readonly onOpen: () => void
  readonly children: ReactNode
}) => (
  <article className="finding">
    <h2 className="finding-title">{finding.title}</h2>
    <p className="second finding-words">{finding.words}</p>
    <div className="finding-chart">{children}</div>
    <Button kind="link" className="finding-open" onClick={onOpen}>
      {action}
    </Button>
  </article>
)

export const FindingColumn = ({ finding }: { readonly finding: Finding }) => {
  const choose = useChoices((choices) => choices.choose)
  switch (finding.kind) {
    case 'rebrand':
      return (
        <FindingFrame
          finding={finding}
          action={`Open ${finding.line.name} in Lines`}
          onOpen={() => choose({ view: 'lines', lineId: finding.line.line })}
        >
          <RebrandChart line={finding.line} />
        </FindingFrame>
      )
    case 'unknown':
      return (
        <FindingFrame
          finding={finding}
          action="Open the groups in People"
          onOpen={() => choose({ view: 'people' })}
        >
          <GroupsChart finding={finding} />
        </FindingFrame>
      )
    case 'look-alike':
      return (
        <FindingFrame
          finding={finding}
          action={`Open ${finding.line.name} in Lines`}
          onOpen={() => choose({ view: 'lines', lineId: finding.line.line })}
        >
          <ReasonsChart line={finding.line} />
        </FindingFrame>
      )
    case 'hours':
      return (
        <FindingFrame
          finding={finding}
          action={`Open ${finding.line.name} in Lines`}
          onOpen={() => choose({ view: 'lines', lineId: finding.line.line })}
        >
          <HoursChart line={finding.line} />
        </FindingFrame>
      )
  }
}
