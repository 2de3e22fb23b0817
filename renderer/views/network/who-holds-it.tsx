import type { NetworkAround, NetworkMetric } from '../../../analysis/contract/index.ts'
import { formatCount, formatPhone } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Select } from '../../ui/field.tsx'
import { Facts, Section } from '../../ui/section.tsx'
import { NodeGlyph } from './legend.tsx'
import { titleOf, withPhones } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { formatValue } from './nodes-table.tsx'
import { useMeasure } from './use-network.ts'

export const metricNames: Readonly<Record<NetworkMetric, string>> = {
  betweenness: 'Betweenness',
  degree: 'Degree',
  strength: 'Strength',
  pagerank: 'PageRank',
  closeness: 'Closeness',
  eigenvector: 'Eigenvector',
  core: 'Core',
  community: 'Community',
}

const metricChoices = (Object.keys(metricNames) as NetworkMetric[]).map((value) => ({
  value,
  words: metricNames[value],
}))

/** The measure that was chosen, over everybody in contact with the start, best first. */
export const WhoHoldsIt = ({ around }: { readonly around: NetworkAround }) => {
  const metric = useNetworkChoices((choices) => choices.metric)
  const change = useNetworkChoices((choices) => choices.change)
  const measured = useMeasure('chosen')
  const byNode = new Map(around.nodes.map((node) => [node.node, node]))
  return (
    <Section
      title="Who holds it together"
      note={measured.data ? `${formatCount(measured.data.nodes)} nodes` : null}
    >
      <Select
        label="Measure"
        beside
        value={metric}
        choices={metricChoices}
        onChange={(value) => change({ metric: value })}
      />
      <Answer
        query={measured}
        of="the measure"
        isEmpty={(found) => found.values.length === 0}
        empty="Nothing to measure."
      >
        {(found) => (
          <>
            <Facts
              facts={found.values.slice(0, 10).map(({ node, value }) => {
                const known = byNode.get(node)
                return {
                  label: known ? (
                    <span className="table-name">
                      <NodeGlyph role={known.role} />
                      <button
                        type="button"
                        className="button button-link"
                        onClick={() => change({ picked: [node] })}
                      >
                        {titleOf(known)}
                      </button>
                    </span>
                  ) : (
                    <span className="second">{formatPhone(node)}, not drawn</span>
                  ),
                  value: formatValue(value),
                }
              })}
            />
            <p className="caption">
              {found.method}
              {found.errorBound === null
                ? ''
                : ` No value is further off than ${formatValue(found.errorBound)}, 19 times in 20.`}
              {found.modularity === null ? '' : ` Modularity ${found.modularity.toFixed(2)}.`} Over everybody
              in contact with the start, not only those drawn.
            </p>
            {found.notes.map((note) => (
              <p key={note} className="caption">
                {withPhones(note)}
              </p>
            ))}
          </>
        )}
      </Answer>
    </Section>
  )
}
