import type { ProfileChart, ReleasedCell } from '../contract/profile.ts'
import type { Drawing, Shape } from './shapes.ts'

const margin = 6
const largestShare = 0.065
const hiddenRadius = 7
const wordsHeight = 24

const rounded = (value: number) => Math.round(value * 10) / 10
const numberOf = (cell: ReleasedCell | undefined): number => (typeof cell === 'number' ? cell : 0)

const markOf = (cell: ReleasedCell | undefined): string => {
  if (cell === undefined) return ''
  if (typeof cell === 'number') return cell.toLocaleString('en-GB')
  if ('notComputable' in cell) return 'not computable'
  return cell.suppressed === 'primary' ? '[c]' : '[d]'
}

/** `M12,40L13,41Z` in thousandths, scaled to the width. */
const scaledPath = (outline: string, scale: number): string =>
  outline.replaceAll(
    /(\d+),(\d+)/g,
    (_, x: string, y: string) =>
      `${rounded(margin + Number(x) * scale)} ${rounded(margin + Number(y) * scale)}`,
  )

/**
 * Areas, each with a circle whose area is proportional to the count. Counts are never shown as shades, because large areas would dominate.
 * A suppressed count has a dashed circle of one size and its mark.
 */
export function drawMap(chart: ProfileChart, width: number): Drawing {
  const areas = chart.areas ?? []
  const scale = (width - 2 * margin) / 1000
  const height = rounded(2 * margin + 1000 * scale * (chart.aspect ?? 1))
  const [series] = chart.series
  const most = Math.max(1, ...(series?.values ?? []).map(numberOf))
  const radius = (value: number) => Math.sqrt(value / most) * width * largestShare
  const shapes: Shape[] = areas.map(({ outline }) => ({
    tag: 'path',
    attributes: { d: scaledPath(outline, scale), class: 'area' },
  }))
  const places = areas.map(({ middle: [x, y] }) => [margin + x * scale, margin + y * scale] as const)
  areas.forEach((_, index) => {
    const cell = series?.values[index]
    const [x, middle] = places[index]!
    const isShown = typeof cell === 'number'
    const size = isShown ? (cell === 0 ? 0 : Math.max(2, radius(cell))) : hiddenRadius
    const y = middle - wordsHeight / 2
    if (size > 0)
      shapes.push({
        tag: 'circle',
        attributes: {
          cx: rounded(x),
          cy: rounded(y),
          r: rounded(size),
          class: isShown ? `fill-${series!.meaning}` : 'hidden-bar',
        },
      })
    const name = chart.categories[index] ?? ''
    for (const [words, kind, down] of [
      [name, 'category', 12],
      [markOf(cell), 'label', 24],
    ] as const)
      for (const halo of [' halo', ''])
        shapes.push({
          tag: 'text',
          attributes: {
            x: rounded(x),
            y: rounded(y + size + down),
            class: `${kind}${halo}`,
            'text-anchor': 'middle',
          },
          text: words,
        })
  })
  return { width, height, shapes }
}
