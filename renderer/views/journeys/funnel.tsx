import type { Funnel } from '../../../analysis/contract/index.ts'
import { useDaysInForce } from '../../engine/followed.ts'
import { useCase } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay } from '../../text/dates.ts'
import { formatCount } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { Destination } from '../../ui/table/leaving.ts'
import { CopyRegion } from '../../ui/table/table-menus.tsx'
import { CurveChart } from './curve-chart.tsx'
import { besideWords, type FunnelStep, shareWords } from './model.ts'

const isBranch = (step: FunnelStep) => step.step === 'already-in-treatment'

/** The steps as bars over one scale; the figures lead to the people, for the hub. */
export const FunnelSteps = ({
  funnel,
  onTake,
  withoutCurve,
}: {
  readonly funnel: Funnel
  /** Left out where the table stands beside others and is taken from its own view. */
  readonly onTake?: (to: Destination) => void
  readonly withoutCurve?: boolean
}) => {
  const role = useCase().data?.session.role
  const days = useDaysInForce()
  const lineId = useChoices((choices) => choices.lineId)
  const cell = useChoices((choices) => choices.cell)
  const most = Math.max(1, ...funnel.steps.map(({ people }) => people ?? 0))
  return (
    <div className="journeys">
      {funnel.notes.map((note) => (
        <Notice key={note} title={note}>
          Add the source in Sources, or wash people again, and it is told.
        </Notice>
      ))}
      <CopyRegion of="People at each step" onTake={onTake}>
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
                  {step.people === null ? (
                    <span className="second">{funnel.policy ? 'suppressed' : 'not known'}</span>
                  ) : (
                    <Figure
                      of={step.words}
                      strong
                      rows={
                        role === 'hub' && funnel.policy === null
                          ? {
                              ask: 'journeys.people',
                              step: step.step,
                              range: days ?? undefined,
                              lineId: lineId ?? undefined,
                              cell: cell ?? undefined,
                            }
                          : null
                      }
                    >
                      {formatCount(step.people)}
                    </Figure>
                  )}
                </td>
                <td className="journey-bars">
                  <span
                    className={`journey-bar${step.of === null || step.of === 'arrested' || step.of === 'tested' ? '' : ' journey-bar-treatment'}`}
                    style={{ width: `${(100 * (step.people ?? 0)) / most}%` }}
                  />
                </td>
                <td>{shareWords(step)}</td>
                <td className="small second">{besideWords(step)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </CopyRegion>
      {funnel.observedUntil ? (
        <p className="small second">
          A person counts once here, at the first arrest; the profile counts every test on arrest. Treatment
          is known until {formatFullDay(funnel.observedUntil)}. A share counts only people whose 28 or 90 days
          had passed by then.
          {funnel.policy
            ? ' Counts are as they may leave, over the whole case: small ones are suppressed, others rounded to 5.'
            : ''}
        </p>
      ) : null}
      {funnel.curves.length > 0 && !withoutCurve ? <CurveChart curves={funnel.curves} /> : null}
    </div>
  )
}
