import { useMemo } from 'react'
import type { NetworkAround } from '../../../analysis/contract/index.ts'
import { CommandButton } from '../../commands/command-button.tsx'
import { formatFullDay } from '../../text/dates.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { Figure } from '../../ui/figure.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { countWords, type DrawnGroup, foldGroups } from './groups.ts'
import { GroupGlyph, NodeGlyph } from './legend.tsx'
import { roleNames, titleOf, withoutHidden } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { PickLink } from './pick-link.tsx'
import { useScope } from './use-network.ts'

/** The groups that are drawn, and the ties of each as if all were closed. */
export const useGroups = (around: NetworkAround) => {
  const { hidden, groups, unit } = useNetworkChoices()
  return useMemo(() => {
    const part = withoutHidden(around, hidden)
    const own = groups.filter((group) => group.unit === unit)
    return {
      groups: foldGroups(part, own).groups,
      closed: foldGroups(
        part,
        own.map((group) => ({ ...group, isOpen: false })),
      ),
    }
  }, [around, hidden, groups, unit])
}

const mostShown = 12

interface GroupProps {
  readonly group: DrawnGroup
}

/** Asks for the rows between the members of a group and others; all rows of the members where others are none. */
const useRowsWith = (group: DrawnGroup) => {
  const unit = useNetworkChoices((choices) => choices.unit)
  const scope = useScope()
  const members = group.shown.map(({ node }) => node)
  return (others: readonly string[]) => ({
    ask: 'network.evidence' as const,
    unit,
    node: members[0]!,
    members: members.slice(1),
    other: others[0],
    otherMembers: others.slice(1),
    ...scope,
  })
}

const GroupHead = ({ group }: GroupProps) => (
  <InspectorHead
    glyph={<GroupGlyph />}
    title={group.name}
    facts={`Group made by hand, ${countWords(group)}; ${group.isOpen ? 'open' : 'closed'}.`}
    actions={
      <>
        <CommandButton
          name="network-open-group"
          kind="primary"
          words={group.isOpen ? 'Close' : 'Open'}
          hideReason
        />
        <CommandButton name="network-rename-group" words="Rename" hideReason />
        <CommandButton name="network-ungroup" hideReason />
        <CommandButton name="network-neighbours" words="Neighbours" hideReason />
        <CommandButton name="network-hide" hideReason />
        <CommandButton name="network-pin" words="Pin" hideReason />
      </>
    }
  />
)

const GroupTraffic = ({ group }: GroupProps) => {
  const rowsWith = useRowsWith(group)
  const members = group.shown.map(({ node }) => node)
  return (
    <Section title="In these days" note="each call and message once">
      <Facts
        facts={[
          {
            label: 'Calls and messages of its members',
            value: (
              <Figure of={`calls and messages of ${group.name}`} rows={rowsWith([])}>
                {formatCount(group.communications)}
              </Figure>
            ),
          },
          {
            label: 'Of these among themselves',
            value: (
              <Figure
                of={`calls and messages inside ${group.name}`}
                rows={group.inside > 0 ? rowsWith(members) : null}
              >
                {formatCount(group.inside)}
              </Figure>
            ),
          },
          {
            label: 'First and last',
            value:
              group.firstDay && group.lastDay
                ? `${formatFullDay(group.firstDay)} – ${formatFullDay(group.lastDay)}`
                : 'not known',
          },
        ]}
      />
    </Section>
  )
}

const GroupMembers = ({ group }: GroupProps) => (
  <Section title="Members" note={plural(group.members.length, 'node')}>
    <Facts
      facts={group.shown.map((node) => ({
        label: (
          <span className="table-name">
            <NodeGlyph role={node.role} />
            <PickLink id={node.node}>{titleOf(node)}</PickLink>
          </span>
        ),
        value: roleNames[node.role],
      }))}
    />
  </Section>
)

/** Whom outside the members are in contact with, most traffic first. */
const ContactsOutside = ({ group, around }: GroupProps & { readonly around: NetworkAround }) => {
  const { closed } = useGroups(around)
  const rowsWith = useRowsWith(group)
  const isMember = new Set(group.shown.map(({ node }) => node))
  const ties = closed.edges
    .filter(({ kind, from, to }) => kind === 'communication' && (from === group.id || to === group.id))
    .sort((left, right) => right.communications - left.communications)
  const nameOf = (id: string): string => {
    const node = around.nodes.find((one) => one.node === id)
    return node ? titleOf(node) : (closed.groups.find((one) => one.id === id)?.name ?? id)
  }
  return (
    <Section title="Drawn contacts outside" note="rows behind each">
      {ties.length === 0 ? <p className="small second">None of those outside is drawn.</p> : null}
      <Facts
        facts={ties.slice(0, mostShown).map((edge) => {
          const other = edge.from === group.id ? edge.to : edge.from
          const ends = new Set(
            edge.parts.flatMap(({ from, to }) => [from, to].filter((end) => !isMember.has(end))),
          )
          return {
            label: <PickLink id={other}>{nameOf(other)}</PickLink>,
            value: (
              <Figure of={`contact of ${group.name} with ${nameOf(other)}`} rows={rowsWith([...ends])}>
                {edge.words}
              </Figure>
            ),
          }
        })}
      />
      {ties.length > mostShown ? (
        <p className="caption">{formatCount(ties.length - mostShown)} more are drawn.</p>
      ) : null}
      <p className="caption">
        Volumes of all members are added up; a line is drawn as surely as the surest of its ties.
      </p>
    </Section>
  )
}

/** A group made by hand: who is in it, what passes inside and to whom outside, each sum with the rows behind it. */
export const GroupDetail = ({ group, around }: GroupProps & { readonly around: NetworkAround }) => {
  const first = group.shown.find(({ safeguarding }) => safeguarding)
  return (
    <>
      <GroupHead group={group} />
      {first ? (
        <Notice>
          {titleOf(first)}: {first.safeguarding}
        </Notice>
      ) : null}
      <GroupTraffic group={group} />
      <GroupMembers group={group} />
      <ContactsOutside group={group} around={around} />
    </>
  )
}
