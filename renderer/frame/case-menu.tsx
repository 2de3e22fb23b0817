import { lazy, Suspense } from 'react'
import type { CaseDescription } from '../../analysis/contract/index.ts'
import { useCommandEntry } from '../commands/command-button.tsx'
import { Caret } from '../ui/button.tsx'
import { Menu, type MenuEntry } from '../ui/menu.tsx'
import { CaseDialogs } from './case-dialogs.tsx'

/** Loaded once the frame is drawn, so that the first paint does not wait for them. */
const CopiesDialogs = lazy(() =>
  import('../copies/dialogs.tsx').then(({ CopiesDialogs: component }) => ({ default: component })),
)

const isEntry = (entry: MenuEntry | null): entry is MenuEntry => entry !== null

const stateLine = (description: CaseDescription): string =>
  [
    description.synthetic ? 'sample, synthetic' : null,
    description.encrypted ? 'stored encrypted' : 'stored unencrypted',
  ]
    .filter((words) => words !== null)
    .join(' · ')

/** The case's name, and what is done with the case as a whole. */
export const CaseMenu = ({ description }: { readonly description: CaseDescription | null }) => {
  const entries = [
    useCommandEntry('case-copies'),
    useCommandEntry('check-case'),
    useCommandEntry('save-diagnostics'),
  ].filter(isEntry)
  const others = [useCommandEntry('new-case'), useCommandEntry('open-case')].filter(isEntry)
  return (
    <>
      {description ? (
        <Menu
          label="This case"
          align="start"
          entries={others.length > 0 ? [...entries, 'rule', ...others] : entries}
          trigger={
            <button type="button" className="top-case top-case-menu">
              <strong>
                {description.name} <Caret />
              </strong>
              <span className="caption">{stateLine(description)}</span>
            </button>
          }
        />
      ) : (
        <div className="top-case">
          <strong>No case open</strong>
        </div>
      )}
      <CaseDialogs />
      <Suspense>
        <CopiesDialogs />
      </Suspense>
    </>
  )
}
