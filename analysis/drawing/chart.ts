import type { ProfileChart, ReleasedCell } from '../contract/profile.ts'
import { drawMap } from './map.ts'
import type { Drawing, Shape } from './shapes.ts'

export type { Drawing, Shape } from './shapes.ts'

const axisRoom = 44
const letterWidth = 5.9

const rounded = (value: number) => Math.round(value * 10) / 10
const numberOf = (cell: ReleasedCell | undefined): number | null => (typeof cell === 'number' ? cell : null)
const written = (value: number) => value.toLocaleString('en-GB')

/** At most four steps of 1, 2 or 5 times a power of ten. */
export function ticksTo(most: number): number[] {
  const rough = Math.max(1, most) / 3
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough) ?? rough
  const size = Math.max(1, step)
  return Array.from({ length: Math.ceil(Math.max(1, most) / size) + 1 }, (_, index) => index * size)
}

const text = (x: number, y: number, words: string, kind: string, anchor = 'start'): Shape => ({
  tag: 'text',
  attributes: { x: rounded(x), y: rounded(y), class: kind, 'text-anchor': anchor },
  text: words,
})

/** Moves labels apart so that none covers another; their order by height is kept. */
function spread(heights: readonly number[], gap: number, lowest: number): number[] {
  const order = heights.map((height, index) => ({ height, index })).sort((a, b) => a.height - b.height)
  order.forEach((one, place) => {
    const above = order[place - 1]
    if (above) one.height = Math.max(one.height, above.height + gap)
  })
  for (let place = order.length - 1; place >= 0; place -= 1) {
    const limit = place === order.length - 1 ? lowest : order[place + 1]!.height - gap
    order[place]!.height = Math.min(order[place]!.height, limit)
  }
  const placed: number[] = []
  for (const one of order) placed[one.index] = one.height
  return placed
}

function drawLines(chart: ProfileChart, width: number): Drawing {
  const height = 148
  const bottom = height - 22
  const labelOf = (series: ProfileChart['series'][number], value: number | null) =>
    value === null ? series.name : `${series.name} ${written(value)}`
  const lastAt = chart.series.map((series) =>
    series.values.findLastIndex((value) => numberOf(value) !== null),
  )
  const labels = chart.series.map((series, index) => labelOf(series, numberOf(series.values[lastAt[index]!])))
  const labelRoom = Math.min(
    width * 0.36,
    Math.max(...labels.map((label) => label.length)) * letterWidth + 16,
  )
  const right = width - labelRoom
  const values = chart.series.flatMap((series) => series.values.map((value) => numberOf(value) ?? 0))
  const ticks = ticksTo(Math.max(0, ...values))
  const top = ticks.at(-1)!
  const x = (index: number) =>
    axisRoom + 8 + ((right - axisRoom - 8) * index) / Math.max(1, chart.categories.length - 1)
  const y = (value: number) => bottom - ((bottom - 10) * value) / top
  const shapes: Shape[] = ticks.flatMap((tick): Shape[] => [
    {
      tag: 'path',
      attributes: {
        d: `M${axisRoom} ${rounded(y(tick))}H${rounded(right)}`,
        class: tick === 0 ? 'zero' : 'hair',
      },
    },
    text(axisRoom - 6, y(tick) + 4, written(tick), 'axis', 'end'),
  ])
  const widest = Math.max(...chart.categories.map((category) => category.length)) * letterWidth + 8
  const every = Math.max(1, Math.ceil((chart.categories.length * widest) / Math.max(1, right - axisRoom)))
  chart.categories.forEach((category, index) => {
    if (index % every === 0) shapes.push(text(x(index), height - 5, category, 'axis', 'middle'))
  })
  const ends = spread(
    chart.series.map((series, index) => y(numberOf(series.values[lastAt[index]!]) ?? 0)),
    13,
    bottom,
  )
  chart.series.forEach((series, order) => {
    const parts: string[] = []
    series.values.forEach((value, index) => {
      const known = numberOf(value)
      if (known === null) {
        shapes.push(text(x(index), bottom - 4, '[c]', 'gap', 'middle'))
        return
      }
      const isStart = index === 0 || numberOf(series.values[index - 1]) === null
      parts.push(`${isStart ? 'M' : 'L'}${rounded(x(index))} ${rounded(y(known))}`)
      const isAlone = isStart && numberOf(series.values[index + 1]) === null
      if (isAlone && index !== lastAt[order])
        shapes.push({
          tag: 'circle',
          attributes: {
            cx: rounded(x(index)),
            cy: rounded(y(known)),
            r: 2.4,
            class: `fill-${series.meaning}`,
          },
        })
    })
    shapes.push({
      tag: 'path',
      attributes: {
        d: parts.join('') || 'M0 0',
        class: `series stroke-${series.meaning}${series.dashed ? ' dashed' : ''}`,
      },
    })
    const last = lastAt[order]!
    const value = numberOf(series.values[last])
    if (value === null) return
    shapes.push({
      tag: 'circle',
      attributes: { cx: rounded(x(last)), cy: rounded(y(value)), r: 3, class: `fill-${series.meaning}` },
    })
    shapes.push(text(x(last) + 8, ends[order]! + 4, labels[order]!, `label text-${series.meaning}`))
  })
  return { width, height, shapes: withoutRepeatedGaps(shapes) }
}

function withoutRepeatedGaps(shapes: readonly Shape[]): Shape[] {
  const seen = new Set<string | number>()
  return shapes.filter((shape) => {
    if (shape.attributes.class !== 'gap') return true
    const x = shape.attributes.x ?? 0
    return !seen.has(x) && Boolean(seen.add(x))
  })
}

function drawBars(chart: ProfileChart, width: number): Drawing {
  const barHeight = chart.series.length > 1 ? 9 : 13
  const rowHeight = chart.series.length * (barHeight + 1) + 9
  const labelRoom = Math.min(
    width * 0.42,
    Math.max(...chart.categories.map((category) => category.length)) * letterWidth + 12,
  )
  const most = Math.max(
    1,
    ...chart.series.flatMap((series) => series.values.map((value) => numberOf(value) ?? 0)),
  )
  const length = (value: number) => Math.max(1.5, ((width - labelRoom - 52) * value) / most)
  const shapes: Shape[] = []
  chart.categories.forEach((category, row) => {
    const top = 4 + row * rowHeight
    shapes.push(text(labelRoom - 8, top + rowHeight / 2 - 1, category, 'category', 'end'))
    chart.series.forEach((series, order) => {
      const y = top + order * (barHeight + 1)
      const value = numberOf(series.values[row])
      if (value === null) {
        shapes.push({
          tag: 'rect',
          attributes: { x: labelRoom, y, width: 22, height: barHeight, class: 'hidden-bar' },
        })
        const cell = series.values[row]
        const words =
          cell && typeof cell !== 'number' && 'suppressed' in cell && cell.suppressed === 'secondary'
            ? '[d] suppressed'
            : '[c] suppressed'
        shapes.push(text(labelRoom + 28, y + barHeight - 2, words, 'axis'))
        return
      }
      if (value > 0)
        shapes.push({
          tag: 'rect',
          attributes: {
            x: labelRoom,
            y,
            width: rounded(length(value)),
            height: barHeight,
            class: `fill-${series.meaning}${series.dashed ? ' hollow' : ''}`,
          },
        })
      shapes.push(
        text(labelRoom + (value > 0 ? length(value) : 0) + 6, y + barHeight - 2, written(value), 'value'),
      )
    })
  })
  const height = 8 + chart.categories.length * rowHeight
  shapes.push({ tag: 'path', attributes: { d: `M${labelRoom} 0V${height}`, class: 'zero' } })
  return { width, height, shapes }
}

/**
 * A chart of a profile as SVG shapes, for the printed document and the window alike. Classes: `axis hair zero series dashed label
 * category value gap hidden-bar area halo`, and `stroke- fill- text-` with the series' meaning.
 * @param width in CSS pixels
 */
export const drawChart = (chart: ProfileChart, width: number): Drawing =>
  chart.kind === 'line'
    ? drawLines(chart, width)
    : chart.kind === 'map'
      ? drawMap(chart, width)
      : drawBars(chart, width)
