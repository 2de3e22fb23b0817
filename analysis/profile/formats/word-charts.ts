import { ChartRun } from 'docx/charts'
import type { ProfileChart, ReleasedCell } from '../../contract/index.ts'
import { chartAlternative, paperHues } from './chart-picture.ts'

const width = 660
const numberOf = (cell: ReleasedCell): number | null => (typeof cell === 'number' ? cell : null)
const hueOf = (meaning: ProfileChart['series'][number]['meaning']) =>
  paperHues[meaning].drawn.slice(1).toUpperCase()

/** A chart that Word draws and its reader can edit; a suppressed count is a gap, as in every other format. */
export function chartRun(chart: ProfileChart): ChartRun {
  const options = {
    categories: chart.categories,
    legend: chart.series.length > 1 ? ({ position: 'bottom' } as const) : (false as const),
    font: { name: 'IBM Plex Sans' },
    altText: { name: chart.title, title: chart.title, description: chartAlternative(chart) },
    emptyValues: 'gap' as const,
    valueAxis: { numberFormat: '#,##0' },
  }
  if (chart.kind === 'line')
    return new ChartRun({
      ...options,
      type: 'line',
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
  return new ChartRun({
    ...options,
    type: 'bar',
    transformation: {
      width,
      height:
        60 + chart.categories.length * (10 + 14 * chart.series.length) + (chart.series.length > 1 ? 30 : 0),
    },
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
