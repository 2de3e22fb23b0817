import type { Line } from '../../../analysis/contract/index.ts'
import { useFunnel } from '../../engine/funnel.ts'
import { useChoices } from '../../state/choices.ts'
import { Button } from '../../ui/button.tsx'
import { Bars } from '../../ui/charts/bars.tsx'
import { FunnelSteps } from '../../ui/charts/funnel.tsx'

const Customers = ({ lines }: { readonly lines: readonly Line[] }) => {
  const choose = useChoices((choices) => choices.choose)
  const largest = lines
    .filter(({ accepted }) => accepted)
    .sort((left, right) => right.customers.length - left.customers.length)
  return (
    <article className="finding">
      <h2 className="finding-title">Lines by customers</h2>
      <p className="second">Numbers that each proposed or accepted line texts in bulk, or that call it.</p>
      <div className="finding-chart">
        <Bars
          labelWidth={90}
          meaning="line"
          bars={largest.map((line) => ({ label: line.name, value: line.customers.length }))}
        />
      </div>
      <Button kind="link" className="finding-open" onClick={() => choose({ view: 'lines' })}>
        Open all lines
      </Button>
    </article>
  )
}

const Journeys = () => {
  const { data: funnel } = useFunnel()
  const choose = useChoices((choices) => choices.choose)
  if (!funnel || funnel.range === null) return null
  return (
    <article className="finding">
      <h2 className="finding-title">From arrest to treatment</h2>
      <p className="second">People at their first arrest, each counted once.</p>
      <div className="finding-chart">
        <FunnelSteps funnel={funnel} />
      </div>
      <Button kind="link" className="finding-open" onClick={() => choose({ view: 'journeys' })}>
        Open Journeys
      </Button>
    </article>
  )
}

/** The second row of the first screen, where the screen has room for it. */
export const More = ({ lines }: { readonly lines: readonly Line[] }) =>
  lines.some(({ accepted }) => accepted) ? (
    <div className="findings first-more">
      <Customers lines={lines} />
      <Journeys />
    </div>
  ) : null
