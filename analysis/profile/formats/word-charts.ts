import { ImageRun } from 'docx'
import { ChartRun } from 'docx/charts'
import type { ProfileChart, ReleasedCell } from '../../contract/index.ts'
import { ticksTo } from '../../drawing/chart.ts'
import { chartAlternative, paperHues } from './chart-picture.ts'
import type { MapPicture } from './map-picture.ts'

const width = 660
/** Half the text's width: two maps fit on one page. */
export const mapWidth = 330

const numberOf = (cell: ReleasedCell): number | null => (typeof cell === 'number' ? cell : null)
const hueOf = (meaning: ProfileChart['series'][number]['meaning']) =>
  paperHues[meaning].drawn.slice(1).toUpperCase()
const altTextOf = (chart: ProfileChart) => ({
  name: chart.title,
  title: chart.title,
  description: chartAlternative(chart),
})

/** A map of areas as Word shows it: vectors, with a picture for readers that draw none. */
export const mapRun = (chart: ProfileChart, picture: MapPicture): ImageRun => {
  const transformation = { width: picture.width, height: Math.round(picture.height) }
  return new ImageRun({
    type: 'svg',
    data: picture.svg,
    transformation,
    fallback: { type: 'png', data: picture.png },
    altText: altTextOf(chart),
  })
}

/** A chart that Word draws and its reader can edit; a suppressed count is a gap, as in every other format. */
export function chartRun(chart: ProfileChart): ChartRun {
  const options = {
    categories: chart.categories,
    legend: chart.series.length > 1 ? ({ position: 'bottom' } as const) : (false as const),
    font: { name: 'IBM Plex Sans' },
    altText: altTextOf(chart),
    emptyValues: 'gap' as const,
    chartArea: { fill: 'none', border: 'none' as const },
  }
  if (chart.kind === 'line') {
    const ticks = ticksTo(
      Math.max(0, ...chart.series.flatMap((series) => series.values.map((value) => numberOf(value) ?? 0))),
    )
    return new ChartRun({
      ...options,
      type: 'line',
      valueAxis: {
        numberFormat: '#,##0',
        minimum: 0,
        maximum: ticks.at(-1)!,
        interval: ticks[1]! - ticks[0]!,
      },
      markers: { shape: 'circle', size: 4 },
      transformation: { width, height: 230 },
      series: chart.series.map((series) => ({
        name: series.name,
        color: hueOf(series.meaning),
        line: {
          color: hueOf(series.meaning),
          width: 1.75,
          dash: series.dashed ? ('dash' as const) : ('solid' as const),
        },
        values: series.values.map(numberOf),
      })),
    })
  }
  return new ChartRun({
    ...options,
    type: 'bar',
    transformation: {
      width,
      height:
        30 + chart.categories.length * (10 + 14 * chart.series.length) + (chart.series.length > 1 ? 30 : 0),
    },
    valueAxis: { numberFormat: '#,##0', minimum: 0, visible: false, gridlines: false },
    gapWidth: 45,
    categoryAxis: { reverseOrder: true },
    dataLabels: { value: true, numberFormat: '#,##0' },
    series: chart.series.map((series) => ({
      name: series.name,
      color: hueOf(series.meaning),
      values: series.values.map(numberOf),
    })),
  })
}
