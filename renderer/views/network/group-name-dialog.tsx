import { useEffect, useState } from 'react'
import { formatCount } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { type DrawnGroup, membersOf, nameForNewGroup, withChangedGroup, withGroup } from './groups.ts'
import { useNetworkChoices } from './network-choices.ts'

const longestName = 80

/** Asks what a new group is called, or what another is to be called. */
export const GroupNameDialog = ({ groups }: { readonly groups: readonly DrawnGroup[] }) => {
  const { naming, picked, unit, groups: all, change, doAndSay } = useNetworkChoices()
  const known = groups.find(({ id }) => id === naming)
  const [name, setName] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: the name is proposed when the dialog opens
  useEffect(() => {
    if (naming !== null) setName(known?.name ?? nameForNewGroup(all))
  }, [naming])
  const members = membersOf(picked, all)
  const close = () => change({ naming: null })
  const keep = () => {
    const words = name.trim()
    if (words === '') return
    if (known)
      doAndSay(`${known.name} is now called ${words}.`, {
        groups: withChangedGroup(all, known.id, { name: words }),
      })
    else {
      const made = withGroup(all, unit, words, members)
      doAndSay(`${formatCount(members.length)} nodes grouped as ${words}.`, {
        groups: made,
        picked: made.slice(-1).map(({ id }) => id),
      })
    }
    close()
  }
  const whyNot = name.trim() === '' ? 'Write what its members have in common.' : null
  const words = known ? 'Keep the name' : 'Group'
  return (
    <Dialog
      open={naming !== null}
      title={known ? 'Name the group' : `Group ${formatCount(members.length)} nodes`}
      summary={
        known
          ? undefined
          : 'They are drawn as one mark with their number, their ties added up. No record is changed.'
      }
      onClose={close}
      actions={
        <Button kind="primary" whyNot={whyNot} onClick={keep}>
          {words}
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          keep()
        }}
      >
        <Field
          autoFocus
          label="Name"
          value={name}
          maxLength={longestName}
          onChange={(event) => setName(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <button type="submit" hidden>
          {words}
        </button>
      </form>
    </Dialog>
  )
}
