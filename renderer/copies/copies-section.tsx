import { CommandButton } from '../commands/command-button.tsx'
import { plural } from '../text/numbers.ts'
import { Section } from '../ui/section.tsx'
import { isGood, lastCopyWords } from './model.ts'
import { useCopies } from './use-copies.ts'

/** When the case was last safe, in the inspector of the view that is about the case itself. */
export const CopiesSection = () => {
  const { data: backups } = useCopies(null)
  const good = backups?.copies.filter(isGood).length ?? 0
  return (
    <Section title="Copies" note={backups ? plural(good, 'verified copy', 'verified copies') : undefined}>
      {backups ? <p className="second">{lastCopyWords(backups.lastVerifiedAt, Date.now())}</p> : null}
      <div className="inspector-actions">
        <CommandButton name="case-copies" />
        <CommandButton name="check-case" />
      </div>
    </Section>
  )
}
