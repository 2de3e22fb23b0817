import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import { formatCount, plural } from '../../text/numbers.ts'
import { isInside, type Point, type Size } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'

interface LassoProps {
  readonly size: Size
  readonly placesOnScreen: () => Readonly<Record<string, Point>>
  readonly onCatch: (ids: readonly string[]) => void
}

const [step, stride] = [12, 60]

const arrows: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

const within = (value: number, most: number): number => Math.min(most, Math.max(0, value))

interface Loop {
  readonly loop: readonly Point[]
  /** Where the keyboard's cross stands; null while only the pointer was used. */
  readonly cross: Point | null
  readonly isDrawing: boolean
}

/** The corners of the loop, with the one that the cross would add. */
const cornersOf = ({ loop, cross, isDrawing }: Loop): readonly Point[] =>
  cross && !isDrawing ? [...loop, cross] : loop

const LassoShape = ({ size, ...drawn }: Loop & { readonly size: Size }) => {
  const { loop, cross, isDrawing } = drawn
  const corners = cornersOf(drawn)
  return (
    <svg width={size.width} height={size.height} aria-hidden="true">
      {corners.length > 1 ? (
        <polygon className="network-loop" points={corners.map(({ x, y }) => `${x},${y}`).join(' ')} />
      ) : null}
      {isDrawing
        ? null
        : loop.map(({ x, y }) => (
            <rect key={`${x} ${y}`} className="network-corner" x={x - 3} y={y - 3} width={6} height={6} />
          ))}
      {cross ? (
        <path
          className="network-cursor"
          d={`M${cross.x - 10} ${cross.y}H${cross.x + 10}M${cross.x} ${cross.y - 10}V${cross.y + 10}`}
        />
      ) : null}
    </svg>
  )
}

/**
 * A loop round what is to be chosen: drawn with the pointer, or corner by corner with the keyboard (arrows move the cross, Space sets a
 * corner, Enter closes the loop).
 */
export const Lasso = ({ size, placesOnScreen, onCatch }: LassoProps) => {
  const change = useNetworkChoices((choices) => choices.change)
  const surface = useRef<HTMLDivElement | null>(null)
  const [loop, setLoop] = useState<readonly Point[]>([])
  const [cross, setCross] = useState<Point | null>(null)
  const [isDrawing, setDrawing] = useState(false)
  useEffect(() => surface.current?.focus(), [])

  const caught = (corners: readonly Point[]): string[] =>
    corners.length > 2
      ? Object.entries(placesOnScreen()).flatMap(([id, place]) => (isInside(place, corners) ? [id] : []))
      : []
  const leave = () => {
    change({ isLasso: false })
    surface.current?.parentElement?.closest<HTMLElement>('[role=application]')?.focus()
  }
  const finish = () => {
    if (loop.length > 2) onCatch(caught(loop))
    leave()
  }
  const pointOf = (event: PointerEvent): Point => {
    const box = event.currentTarget.getBoundingClientRect()
    return { x: event.clientX - box.left, y: event.clientY - box.top }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const towards = arrows[event.key]
    const from = cross ?? { x: size.width / 2, y: size.height / 2 }
    const by = event.shiftKey ? stride : step
    if (towards)
      setCross({
        x: within(from.x + towards.x * by, size.width),
        y: within(from.y + towards.y * by, size.height),
      })
    else if (event.key === ' ') setLoop([...loop, from])
    else if (event.key === 'Backspace') setLoop(loop.slice(0, -1))
    else if (event.key === 'Enter') finish()
    else if (event.key === 'Escape') leave()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const count = caught(cornersOf({ loop, cross, isDrawing })).length
  return (
    <div
      ref={surface}
      className="network-lasso"
      role="application"
      aria-label="Lasso: draw a loop with the pointer; or arrows move the cross, with Shift farther, Space sets a corner, Enter closes the loop, Escape leaves"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: the loop takes the keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrawing(true)
        setLoop([pointOf(event)])
      }}
      onPointerMove={isDrawing ? (event) => setLoop([...loop, pointOf(event)]) : undefined}
      onPointerUp={isDrawing ? finish : undefined}
    >
      <LassoShape loop={loop} cross={cross} isDrawing={isDrawing} size={size} />
      <p className="network-hint small" role="status">
        {loop.length === 0
          ? 'Draw a loop with the pointer. By keyboard: arrows move the cross, Space sets a corner, Enter closes the loop, Esc leaves.'
          : `${isDrawing ? '' : `${plural(loop.length, 'corner')}; `}${formatCount(count)} inside.`}
      </p>
    </div>
  )
}
