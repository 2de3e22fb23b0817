import type { ReactNode } from 'react'
import { type Funnel, may } from '../../../analysis/contract/index.ts'
import { useDaysInForce } from '../../engine/followed.ts'
import { useCase } from '../../engine/questions.ts'
import type { Destination } from '../../engine/table-export.ts'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay } from '../../text/dates.ts'
import { besideWords, type FunnelStep, shareWords } from '../../text/funnel.ts'
import { formatCount } from '../../text/numbers.ts'
import { Figure } from '../figure.tsx'
import { Notice } from '../notice.tsx'
import { CopyRegion } from '../table/table-menus.tsx'
import './funnel.css'

const isBranch = (step: FunnelStep) => step.step === 'already-in-treatment'

const beforeTreatment: readonly FunnelStep['of'][] = [null, 'arrested', 'tested']

/** The people of a step; for the hub, where the count is exact, it leads to them. */
const StepCount = ({ step, funnel }: { readonly step: FunnelStep; readonly funnel: Funnel }) => {
  const role = useCase().data?.session.role
  const days = useDaysInForce()
  const lineId = useChoices((choices) => choices.lineId)
  const hexagon = useChoices((choices) => choices.hexagon)
  if (step.people === null)
    return <span className="second">{funnel.policy ? 'suppressed' : 'not known'}</span>
  return (
    <Figure
      of={step.words}
      strong
      rows={
        role !== undefined && may(role, 'readsPeopleOfSteps') && funnel.policy === null
          ? {
              ask: 'journeys.people',
              step: step.step,
              range: days ?? undefined,
              lineId: lineId ?? undefined,
              cell: hexagon ?? undefined,
            }
          : null
      }
    >
      {formatCount(step.people)}
    </Figure>
  )
}

const StepsTable = ({ funnel }: { readonly funnel: Funnel }) => {
  const most = Math.max(1, ...funnel.steps.map(({ people }) => people ?? 0))
  return (
    <table className="journey-steps">
      <caption className="unseen">People at each step from arrest to treatment</caption>
      <thead>
        <tr>
          <th scope="col">Step</th>
          <th scope="col" className="end">
            People
          </th>
          <th scope="col" className="journey-bars">
            <span className="unseen">Bar</span>
          </th>
          <th scope="col">Share</th>
          <th scope="col">Beside it</th>
        </tr>
      </thead>
      <tbody>
        {funnel.steps.map((step) => (
          <tr key={step.step} className={isBranch(step) ? 'journey-branch' : undefined}>
            <th scope="row">{step.words}</th>
            <td className="end">
              <StepCount step={step} funnel={funnel} />
            </td>
            <td className="journey-bars">
              <span
                className={`journey-bar${beforeTreatment.includes(step.of) ? '' : ' journey-bar-treatment'}`}
                style={{ width: `${(100 * (step.people ?? 0)) / most}%` }}
              />
            </td>
            <td>{shareWords(step)}</td>
            <td className="small second">{besideWords(step)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface FunnelStepsProps {
  readonly funnel: Funnel
  /** Left out where the table stands beside others and is exported from its own view. */
  readonly onExport?: (to: Destination) => void
  /** What follows the steps. */
  readonly children?: ReactNode
}

/** The steps as bars over one scale; the figures lead to the people, for the hub. */
export const FunnelSteps = ({ funnel, onExport, children }: FunnelStepsProps) => (
  <div className="journeys">
    {funnel.notes.map((note) => (
      <Notice key={note} title={note}>
        Add the source in Sources, or wash people again, and it is told.
      </Notice>
    ))}
    <CopyRegion of="People at each step" onExport={onExport}>
      <StepsTable funnel={funnel} />
    </CopyRegion>
    {funnel.observedUntil ? (
      <p className="small second">
        A person counts once here, at the first arrest; the profile counts every test on arrest. Treatment is
        known until {formatFullDay(funnel.observedUntil)}. A share counts only people whose 28 or 90 days had
        passed by then.
        {funnel.policy
          ? ' Counts are as they may be released, over the whole case: small ones are suppressed, others rounded to 5.'
          : ''}
      </p>
    ) : null}
    {children}
  </div>
)
