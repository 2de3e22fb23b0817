import { useCommand } from '../../commands/registry.ts'
import { formatCount } from '../../text/numbers.ts'
import { type FoldedPart, isGroupId, membersOf, withChangedGroup, withoutGroups } from './groups.ts'
import { useNetworkChoices } from './network-choices.ts'

/** Group, open or close, rename, ungroup: what can be done with nodes that were put together by hand. */
export const useGroupCommands = (part: FoldedPart): void => {
  const { picked, groups, change, doAndSay } = useNetworkChoices()
  const members = membersOf(picked, groups)
  const chosen = part.groups.filter(
    ({ id, shown }) => picked.includes(id) || shown.some(({ node }) => picked.includes(node)),
  )
  const [only] = chosen
  const noGroup = chosen.length === 0 ? 'Choose a group, or a member of one.' : null
  const notOne = noGroup ?? (chosen.length > 1 ? 'Choose one group.' : null)
  useCommand(
    'network-group',
    () => change({ naming: 'new' }),
    members.length < 2
      ? 'Choose several nodes first: with Shift, the lasso or in the table.'
      : picked.length === 1 && isGroupId(picked[0]!)
        ? 'They are one group already.'
        : null,
  )
  useCommand(
    'network-ungroup',
    () =>
      doAndSay(
        chosen.length === 1 && only
          ? `${only.name} ungrouped.`
          : `${formatCount(chosen.length)} groups ungrouped.`,
        {
          groups: withoutGroups(
            groups,
            chosen.map(({ id }) => id),
          ),
          picked: chosen.flatMap(({ shown }) => shown.map(({ node }) => node)),
        },
      ),
    noGroup,
  )
  useCommand(
    'network-open-group',
    () => {
      if (!only) return
      doAndSay(only.isOpen ? `${only.name} closed.` : `${only.name} opened.`, {
        groups: withChangedGroup(groups, only.id, { isOpen: !only.isOpen }),
        picked: [only.id],
      })
    },
    notOne,
  )
  useCommand('network-rename-group', () => only && change({ naming: only.id }), notOne)
}
