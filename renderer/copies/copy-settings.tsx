import { useState } from 'react'
import type { Backups } from '../../analysis/contract/index.ts'
import { readFailure } from '../engine/failures.ts'
import { Button } from '../ui/button.tsx'
import { Field, Select } from '../ui/field.tsx'
import { scheduleChoices } from './model.ts'
import { useCopySettings } from './use-copies.ts'

const keepChoices = [1, 2, 3, 5, 10, 20, 50].map((count) => ({
  value: String(count),
  words: count === 1 ? 'The newest' : `The newest ${count}`,
}))

/** When copies are made by themselves, how many stay, and where they go. */
export const CopySettings = ({ backups }: { readonly backups: Backups }) => {
  const { settings } = backups
  const [folder, setFolder] = useState(backups.folder)
  const change = useCopySettings()
  const kept = String(settings.keep)
  const failure = change.error ? readFailure(change.error) : null
  const choices = keepChoices.some((choice) => choice.value === kept)
    ? keepChoices
    : [...keepChoices, { value: kept, words: `The newest ${kept}` }]
  return (
    <form
      className="copies-settings"
      aria-label="When and where copies are made"
      onSubmit={(event) => {
        event.preventDefault()
        if (folder.trim() !== backups.folder) change.mutate({ folder: folder.trim() || null })
      }}
    >
      <Select
        label="Copies are made"
        value={settings.schedule}
        note={
          settings.schedule === 'off'
            ? 'Not even before an erasure.'
            : 'Also before an erasure or a new model.'
        }
        choices={scheduleChoices}
        onChange={(schedule) => change.mutate({ schedule })}
      />
      <Select
        label="Kept"
        value={kept}
        choices={choices}
        onChange={(keep) => change.mutate({ keep: Number(keep) })}
      />
      <Field
        label="Folder"
        mono
        value={folder}
        note="Another disk is safer. Left empty, copies lie in a folder beside the case."
        error={failure && failure.kind !== 'cancelled' ? `${failure.happened} ${failure.next}` : null}
        onChange={(event) => setFolder(event.target.value)}
      />
      <Button
        type="submit"
        whyNot={folder.trim() === backups.folder ? 'The folder is this one already.' : null}
        hideReason
      >
        Use this folder
      </Button>
    </form>
  )
}
