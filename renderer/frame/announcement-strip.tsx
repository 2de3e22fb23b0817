import { useEffect, useState } from 'react'
import { useAnnouncement } from '../state/announcement.ts'
import { useChoices } from '../state/choices.ts'
import { undo } from '../state/undo.ts'
import { Button } from '../ui/button.tsx'

/** Long enough to be read; Ctrl Z undoes afterwards too. */
const shownFor = 6000

interface AnnouncementStripProps {
  /** What has gone wrong stands by the view until it is dismissed; the rest stands in the rail where that has room. */
  readonly of: 'urgent' | 'calm' | 'all'
}

/** In a place of its own, so that it covers nothing; goes with the view that it was said in. */
export const AnnouncementStrip = ({ of }: AnnouncementStripProps) => {
  const said = useAnnouncement((state) => state.current)
  const dismiss = useAnnouncement((state) => state.dismiss)
  const view = useChoices((choices) => choices.view)
  const [isHeld, hold] = useState(false)
  const current = said && (of === 'all' || said.urgent === (of === 'urgent')) ? said : null
  const isElsewhere = current !== null && !current.urgent && current.view !== view
  useEffect(() => {
    if (isElsewhere) dismiss()
  }, [isElsewhere, dismiss])
  useEffect(() => {
    if (!current || current.urgent || isHeld) return
    const timer = setTimeout(dismiss, shownFor)
    return () => clearTimeout(timer)
  }, [current, isHeld, dismiss])
  return (
    <div
      className={`announcement announcement-${of}`}
      role="status"
      onPointerEnter={() => hold(true)}
      onPointerLeave={() => hold(false)}
      onFocus={() => hold(true)}
      onBlur={() => hold(false)}
    >
      {current && !isElsewhere ? (
        <div className={current.urgent ? 'announcement-words announcement-urgent' : 'announcement-words'}>
          <span>{current.words}</span>
          {current.canUndo ? (
            <Button kind="link" onClick={undo}>
              Undo
            </Button>
          ) : null}
          <Button
            kind="link"
            onClick={() => {
              hold(false)
              dismiss()
            }}
          >
            Dismiss
          </Button>
        </div>
      ) : null}
    </div>
  )
}
