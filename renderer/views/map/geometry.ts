export type Point = readonly [number, number]

/** A path as dashes: equal pieces of `on` degrees with gaps of `off` between them. */
export const dashesOf = (path: readonly Point[], on: number, off: number): readonly (readonly Point[])[] => {
  const dashes: Point[][] = []
  let isOn = true
  let left = on
  let current: Point[] = []
  for (let index = 1; index < path.length; index += 1) {
    let [x, y] = path[index - 1]!
    const [endX, endY] = path[index]!
    let length = Math.hypot(endX - x, endY - y)
    if (isOn && current.length === 0) current.push([x, y])
    while (length > 0) {
      const step = Math.min(left, length)
      x += ((endX - x) * step) / length
      y += ((endY - y) * step) / length
      length -= step
      left -= step
      if (isOn) current.push([x, y])
      if (left > 1e-12) continue
      if (isOn) dashes.push(current)
      isOn = !isOn
      left = isOn ? on : off
      current = isOn ? [[x, y]] : []
    }
  }
  if (isOn && current.length > 1) dashes.push(current)
  return dashes
}

const niceSteps = [1, 2, 5]

/** The longest round distance that fits in `widest` pixels. */
export const scaleBar = (
  metresPerPixel: number,
  widest: number,
): { readonly pixels: number; readonly words: string } => {
  const most = metresPerPixel * widest
  const power = 10 ** Math.floor(Math.log10(most))
  const metres = Math.max(...niceSteps.map((step) => step * power).filter((length) => length <= most))
  const words = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return { pixels: metres / metresPerPixel, words }
}

export interface Label {
  readonly words: string
  readonly x: number
  readonly y: number
  /** Larger is placed first. */
  readonly worth: number
  readonly strong?: boolean
}

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export const areApart = (one: Box, other: Box): boolean =>
  one.x + one.width < other.x ||
  other.x + other.width < one.x ||
  one.y + one.height < other.y ||
  other.y + other.height < one.y

interface PlacedLabel extends Label {
  readonly side: 'left' | 'right'
}

const lineHeight = 16

const boxOfName = (label: Label, side: PlacedLabel['side']): Box => {
  const width = label.words.length * (label.strong ? 7 : 6.4)
  const x = side === 'right' ? label.x + 6 : label.x - 6 - width
  return { x, y: label.y - lineHeight / 2, width, height: lineHeight }
}

/** What a name covers with the mark of its place. */
export const boxOfPlace = (label: PlacedLabel): Box => {
  const { x, y, width, height } = boxOfName(label, label.side)
  return { x: label.side === 'right' ? x - 10 : x, y, width: width + 10, height }
}

/** Names beside their places, none over another; the worthier first, what finds no room is left out. */
export const placeLabels = (
  labels: readonly Label[],
  width: number,
  height: number,
  most: number,
  taken: readonly Box[] = [],
): readonly PlacedLabel[] => {
  const boxes = [...taken]
  const placed: PlacedLabel[] = []
  const isFree = (box: Box) =>
    box.x >= 0 &&
    box.y >= 0 &&
    box.x + box.width <= width &&
    box.y + box.height <= height &&
    boxes.every((other) => areApart(box, other))
  const sorted = [...labels].sort(
    (left, right) => right.worth - left.worth || (left.words < right.words ? -1 : 1),
  )
  for (const label of sorted) {
    if (placed.length >= most) break
    for (const side of ['right', 'left'] as const) {
      const box = boxOfName(label, side)
      if (!isFree(box)) continue
      boxes.push(box)
      placed.push({ ...label, side })
      break
    }
  }
  return placed
}

/** Where a straight way from outside enters a rectangle; the point itself when it lies inside. */
export const entryPoint = (from: Point, to: Point, width: number, height: number, margin: number): Point => {
  const inside = ([x, y]: Point) => x >= margin && y >= margin && x <= width - margin && y <= height - margin
  if (inside(from)) return from
  let [low, high] = [0, 1]
  const at = (share: number): Point => [
    from[0] + (to[0] - from[0]) * share,
    from[1] + (to[1] - from[1]) * share,
  ]
  if (!inside(to)) return from
  for (let turn = 0; turn < 40; turn += 1) {
    const middle = (low + high) / 2
    if (inside(at(middle))) high = middle
    else low = middle
  }
  return at(high)
}
