import { createElement } from 'react'
import type { ProfileChart } from '../../../analysis/contract/index.ts'
import { drawChart } from '../../../analysis/drawing/chart.ts'
import { reactAttributes } from './model.ts'

interface PaperChartProps {
  readonly chart: ProfileChart
  readonly number: string
}

const width = 560

/** A chart drawn by the same module as the released document. */
export const PaperChart = ({ chart, number }: PaperChartProps) => {
  const drawing = drawChart(chart, width)
  return (
    <figure className="paper-figure">
      <h3>
        Figure {number} {chart.title}
      </h3>
      <p className="paper-unit">{chart.unit}</p>
      <svg
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        role="img"
        aria-label={`${chart.title}. ${chart.alternative}`}
      >
        {drawing.shapes.map((shape, index) =>
          createElement(
            shape.tag,
            { key: `${shape.tag}${index}`, ...reactAttributes(shape.attributes) },
            shape.text,
          ),
        )}
      </svg>
      <p className="paper-notes">Source: {chart.source}</p>
    </figure>
  )
}
