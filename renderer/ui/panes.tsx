import type { ReactNode } from 'react'
import { Group, Panel, Separator } from 'react-resizable-panels'
import { useLayout } from '../state/layout.ts'

interface PanesProps {
  /** Names the pair, for what is remembered. */
  readonly name: string
  readonly className: string
  readonly first: ReactNode
  readonly second: ReactNode
  /** Per cent of the first pane, until somebody moves the line between them. */
  readonly share: number
  readonly label: string
}

const narrowestFirst = 600
const narrowestSecond = 420

/** Two panes side by side on a wide screen; where the line between them was left is remembered. */
export const Panes = ({ name, className, first, second, share, label }: PanesProps) => {
  const remembered = useLayout((layout) => layout.paneShares[name])
  const firstId = `${name}-first`
  return (
    <Group
      orientation="horizontal"
      className={className}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const moved = layout[firstId]
        if (!isUserInteraction || moved === undefined) return
        const { paneShares, change } = useLayout.getState()
        change({ paneShares: { ...paneShares, [name]: Math.min(90, Math.max(10, Math.round(moved))) } })
      }}
    >
      <Panel id={firstId} minSize={narrowestFirst} defaultSize={`${remembered ?? share}`}>
        {first}
      </Panel>
      <Separator className="frame-divide" aria-label={label} />
      <Panel id={`${name}-second`} minSize={narrowestSecond}>
        {second}
      </Panel>
    </Group>
  )
}
