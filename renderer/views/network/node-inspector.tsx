import type { NetworkAround, NetworkNode } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { useChoices } from '../../state/choices.ts'
import { formatFullDay } from '../../text/dates.ts'
import { formatCount, formatPhone, formatScore, plural } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { NodeGlyph } from './legend.tsx'
import { groupNames, roleNames, titleOf } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { formatValue } from './nodes-table.tsx'
import { PickLink } from './pick-link.tsx'
import { useMeasure, useScope } from './use-network.ts'
import { metricNames } from './who-holds-it.tsx'

export const useEvidence = () => {
  const unit = useNetworkChoices((choices) => choices.unit)
  const scope = useScope()
  return (node: string, other?: string) => ({
    ask: 'network.evidence' as const,
    unit,
    node,
    other,
    ...scope,
  })
}

interface NodeProps {
  readonly node: NetworkNode
  readonly around: NetworkAround
}

const mostShown = 12

const NodeHead = ({ node }: Pick<NodeProps, 'node'>) => (
  <InspectorHead
    glyph={<NodeGlyph role={node.role} size={14} />}
    title={titleOf(node)}
    aside={node.confidence === null ? undefined : `confidence ${formatScore(node.confidence)}`}
    facts={
      <>
        {roleNames[node.role]}
        {node.line ? `, ${node.line.name}` : ''};{' '}
        <span className="mono">{node.numbers.map(formatPhone).join(', ')}</span>
      </>
    }
    actions={
      <>
        <CommandButton name="network-expand" kind="primary" hideReason />
        <CommandButton name="network-neighbours" words="Neighbours" hideReason />
        <CommandButton name="network-hide" hideReason />
        <CommandButton name="network-pin" words="Pin" hideReason />
        <CommandButton name="network-start-here" hideReason />
      </>
    }
  />
)

/** Whom the node is in contact with among those that are drawn, most traffic first. */
const DrawnContacts = ({ node, around }: NodeProps) => {
  const evidence = useEvidence()
  const byNode = new Map(around.nodes.map((one) => [one.node, one]))
  const ties = around.edges
    .filter((edge) => edge.kind === 'communication' && (edge.from === node.node || edge.to === node.node))
    .sort((left, right) => right.communications - left.communications)
  return (
    <Section title="Drawn contacts" note="rows behind each">
      <Facts
        facts={ties.slice(0, mostShown).map((edge) => {
          const other = edge.from === node.node ? edge.to : edge.from
          const known = byNode.get(other)
          const name = known ? titleOf(known) : other
          return {
            label: <PickLink id={other}>{name}</PickLink>,
            value: (
              <Figure of={`contact with ${name}`} rows={evidence(node.node, other)}>
                {edge.words}
              </Figure>
            ),
          }
        })}
      />
      {ties.length > mostShown ? (
        <p className="caption">{formatCount(ties.length - mostShown)} more are drawn.</p>
      ) : null}
    </Section>
  )
}

export const NodeDetail = ({ node, around }: NodeProps) => {
  const evidence = useEvidence()
  const choosePerson = useChoices((choices) => choices.choose)
  const measured = useMeasure('chosen')
  const metric = useNetworkChoices((choices) => choices.metric)
  const value = measured.data?.values.find((one) => one.node === node.node)?.value
  return (
    <>
      <NodeHead node={node} />
      {node.safeguarding ? <Notice>{node.safeguarding}</Notice> : null}
      <Section title={`Why ${/^[aeiou]/.test(roleNames[node.role]) ? '' : 'a '}${roleNames[node.role]}`}>
        <p className="small second">
          {node.roleWords ??
            'No role is known: it is drawn because it was in contact in these days, and nothing more is claimed.'}
        </p>
      </Section>
      <Section title="In these days" note={`${plural(node.contactsLeftOut, 'contact')} not drawn`}>
        <Facts
          facts={[
            {
              label: 'Calls and messages',
              value: (
                <Figure of={`calls and messages of ${titleOf(node)}`} rows={evidence(node.node)}>
                  {formatCount(node.communications)}
                </Figure>
              ),
            },
            { label: 'In contact with', value: formatCount(node.contacts) },
            {
              label: 'First and last',
              value:
                node.firstDay && node.lastDay
                  ? `${formatFullDay(node.firstDay)} – ${formatFullDay(node.lastDay)}`
                  : 'not known',
            },
            ...(node.group === null ? [] : [{ label: 'Group', value: groupNames[node.group] ?? node.group }]),
            {
              label: metricNames[metric],
              value: value === undefined ? '-' : formatValue(value),
            },
          ]}
        />
        {node.person ? (
          <button
            type="button"
            className="button button-link"
            onClick={() => choosePerson({ personId: node.person, view: 'people' })}
          >
            Open this person in People
          </button>
        ) : null}
      </Section>
      <DrawnContacts node={node} around={around} />
    </>
  )
}
