import type { CaseDescription } from '../../analysis/contract/index.ts'
import { runCommand } from '../commands/registry.ts'
import { useRange } from '../engine/followed.ts'
import { CaseMenu } from './case-menu.tsx'
import { RangePopover } from './range-popover.tsx'
import { RoleMenu } from './role-menu.tsx'
import { ViewHelp } from './view-help.tsx'

export const TopBar = ({ description }: { readonly description: CaseDescription | null }) => {
  const range = useRange()
  return (
    <header className="top" data-region="top">
      <button type="button" className="top-mark" onClick={() => runCommand('go-first')}>
        <svg width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
          <path d="M0 5H20" stroke="currentColor" strokeWidth="2" />
          <circle cx="10" cy="5" r="4.5" fill="currentColor" />
        </svg>
        <span>Hubline</span>
      </button>
      <CaseMenu description={description} />
      {description ? <span className="marking">{description.marking}</span> : null}
      <span className="top-gap" />
      {range && description?.days ? (
        <RangePopover key={`${range.from}${range.to}`} range={range} all={description.days} />
      ) : null}
      <button
        type="button"
        className="top-find"
        aria-keyshortcuts="Control+K"
        onClick={() => runCommand('find')}
      >
        <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
          <circle cx="5" cy="5" r="3.8" fill="none" stroke="currentColor" strokeWidth="1.5" />
          <path d="M8 8l3.4 3.4" stroke="currentColor" strokeWidth="1.5" />
        </svg>
        <span>Find a number, person, place or command</span>
        <kbd className="kbd">Ctrl K</kbd>
      </button>
      <ViewHelp />
      <RoleMenu description={description} />
    </header>
  )
}
