import type { NetworkAround, NetworkNode } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { formatPhone, plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { GroupDetail, useGroups } from './group-inspector.tsx'
import { countWords, type DrawnGroup } from './groups.ts'
import { GroupGlyph } from './legend.tsx'
import { neighboursOf, roleNames, titleOf, withPhones } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { NodeDetail, useEvidence } from './node-inspector.tsx'
import { PickLink } from './pick-link.tsx'
import { useAround, usePath } from './use-network.ts'
import { WhoHoldsIt } from './who-holds-it.tsx'

const mostListed = 60

/** The chain between two nodes, contact by contact. */
const PathSection = () => {
  const path = usePath()
  const evidence = useEvidence()
  return (
    <Answer query={path} of="the path">
      {(found) => (
        <Section title={found.found ? `A chain of ${plural(found.steps, 'contact')}` : 'No chain'}>
          {found.notes.map((note) => (
            <p key={note} className="small second">
              {withPhones(note)}
            </p>
          ))}
          <Facts
            facts={found.nodes.slice(1).map((node, index) => {
              const before = found.nodes[index]!
              const edge = found.edges.find(
                ({ from, to }) =>
                  (from === before.node && to === node.node) || (to === before.node && from === node.node),
              )
              return {
                label: `${titleOf(before)} to ${titleOf(node)}`,
                value: (
                  <Figure
                    of={`contact of ${titleOf(before)} with ${titleOf(node)}`}
                    rows={evidence(before.node, node.node)}
                  >
                    {edge?.words ?? '-'}
                  </Figure>
                ),
              }
            })}
          />
        </Section>
      )}
    </Answer>
  )
}

const Several = ({
  nodes,
  groups,
  around,
}: {
  readonly nodes: readonly NetworkNode[]
  readonly groups: readonly DrawnGroup[]
  readonly around: NetworkAround
}) => {
  const isPathAsked = useNetworkChoices((choices) => choices.path !== null)
  return (
    <>
      <InspectorHead
        title={`${nodes.length + groups.length} chosen`}
        facts={
          groups.length > 0
            ? `${plural(groups.length, 'group')} and ${plural(nodes.length, 'node')}.`
            : undefined
        }
        actions={
          <>
            <CommandButton name="network-group" kind="primary" hideReason />
            <CommandButton name="network-path" hideReason />
            <CommandButton name="network-forget-path" hideReason />
            <CommandButton name="network-hide" hideReason />
            <CommandButton name="network-pin" words="Pin" hideReason />
          </>
        }
      />
      {isPathAsked ? <PathSection /> : null}
      <Section title="Chosen">
        <Facts
          facts={[
            ...groups.map((group) => ({
              label: <PickLink id={group.id}>{group.name}</PickLink>,
              value: `group, ${countWords(group)}`,
            })),
            ...nodes.slice(0, mostListed).map((node) => ({
              label: <PickLink id={node.node}>{titleOf(node)}</PickLink>,
              value: `${roleNames[node.role]}, ${plural(neighboursOf(around.edges, node.node).length, 'contact')}`,
            })),
          ]}
        />
      </Section>
    </>
  )
}

const Chosen = ({ around }: { readonly around: NetworkAround }) => {
  const { picked, hidden, groups: all } = useNetworkChoices()
  const { groups } = useGroups(around)
  const nodes = picked.flatMap((id) => around.nodes.filter((one) => one.node === id))
  const chosenGroups = picked.flatMap((id) => groups.filter((one) => one.id === id))
  const [node] = nodes
  const [group] = chosenGroups
  if (nodes.length + chosenGroups.length > 1)
    return <Several nodes={nodes} groups={chosenGroups} around={around} />
  if (group) return <GroupDetail group={group} around={around} />
  if (node) return <NodeDetail node={node} around={around} />
  return (
    <>
      <InspectorHead
        title={`Around ${formatPhone(around.title)}`}
        facts="Choose a node to see why it is here, or several with Shift, the lasso or the table."
        actions={
          <>
            {hidden.length > 0 ? <CommandButton name="network-show-hidden" /> : null}
            <CommandButton name="network-save-png" words="PNG" hideReason />
            <CommandButton name="network-save-svg" words="SVG" hideReason />
            <CommandButton name="network-save-graphml" words="GraphML" hideReason />
          </>
        }
      />
      {groups.length > 0 ? (
        <Section title="Groups made by hand" note={`${groups.length} of ${all.length} drawn`}>
          <Facts
            facts={groups.map((one) => ({
              label: (
                <span className="table-name">
                  <GroupGlyph />
                  <PickLink id={one.id}>{one.name}</PickLink>
                </span>
              ),
              value: countWords(one),
            }))}
          />
        </Section>
      ) : null}
    </>
  )
}

export const NetworkInspector = () => {
  const around = useAround()
  return (
    <Answer
      query={around}
      of="the network"
      notChosen="Choose a line to see who is round it."
      isEmpty={(found) => found.nodes.length === 0}
      empty="Nothing is drawn in these days."
    >
      {(found) => (
        <>
          <Chosen around={found} />
          <WhoHoldsIt around={found} />
          {found.notes.length > 0 ? (
            <Section title="Bear in mind">
              {found.notes.map((note) => (
                <p key={note} className="small second">
                  {withPhones(note)}
                </p>
              ))}
            </Section>
          ) : null}
        </>
      )}
    </Answer>
  )
}
