import type { PlaceLayer } from '../../../analysis/contract/index.ts'
import type { DayRange } from '../../state/choices.ts'
import type { LayerChoice } from '../../state/map-choices.ts'
import { formatCount } from '../../text/numbers.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { Figure } from '../../ui/figure.tsx'
import { cautionOf, choiceFrom, choiceKey, hueOf, layerOptions, legendOf } from './model.ts'
import type { DrawnLayer } from './use-places.ts'

interface LayerHeadProps {
  readonly label: string
  readonly layers: readonly PlaceLayer[]
  readonly choice: LayerChoice
  readonly drawn: DrawnLayer | undefined
  readonly days: DayRange | null
  readonly lineName: string | null
  readonly somebodyName: string | null
  readonly onChoose: (choice: LayerChoice) => void
  readonly onShowLine: () => void
}

/** Whose rows these are, and that there are none. */
const whoseWords = (
  { rows, whose }: DrawnLayer,
  lineName: string | null,
  somebodyName: string | null,
  days: DayRange | null,
): string => {
  const somebody = whose.person || whose.number ? somebodyName : null
  const line = whose.lineId ? lineName : null
  const names = [somebody, line].filter((name) => name !== null)
  if (names.length === 0) return ''
  if (rows === 0) return `Nothing of ${names.join(' with ')} lies ${days ? 'in these days' : 'here'}. `
  return `Only those of ${names.join(' with ')}. `
}

/** What one side of the map shows: which rows, how many, what to beware of, and the key to its steps. */
export const LayerHead = ({
  label,
  layers,
  choice,
  drawn,
  days,
  lineName,
  somebodyName,
  onChoose,
  onShowLine,
}: LayerHeadProps) => {
  const hasCalls = layers.some((layer) => layer.of === 'calls' && layer.withPosition > 0)
  return (
    <div className="map-head">
      <Select
        label={label}
        hideLabel
        value={choiceKey(choice)}
        choices={layerOptions(layers, lineName)}
        onChange={(key) => onChoose(choiceFrom(key))}
      />
      {drawn ? (
        <>
          <p className="small second">
            <Figure
              of={`${drawn.title} on the map`}
              rows={{
                ask: 'places.rows',
                of: choice.of,
                category: choice.category ?? undefined,
                resolution: drawn.resolution,
                range: days ?? undefined,
                ...drawn.whose,
              }}
            >
              {formatCount(drawn.placed)}
            </Figure>{' '}
            of {formatCount(drawn.rows)} rows placed. {whoseWords(drawn, lineName, somebodyName, days)}
            {cautionOf(drawn.family)}
          </p>
          <ul className="map-legend">
            {drawn.method === 'gi' ? <li className="map-legend-title">Hot:</li> : null}
            {legendOf(drawn.hexagons, drawn.method).map((entry) => (
              <li key={entry.words}>
                <span
                  className="map-swatch"
                  style={{
                    background: `var(--seq-${entry.grey ? 'grey' : hueOf(drawn.family)}-${entry.step})`,
                  }}
                />
                {entry.words}
              </li>
            ))}
            {drawn.method === 'gi' ? (
              <li>
                <span className="map-swatch map-swatch-top" />
                top 1% by count
              </li>
            ) : null}
            {choice.of !== 'calls' && lineName && hasCalls ? (
              <li>
                <span className="map-swatch map-swatch-line" />
                {lineName} was here;{' '}
                <Button kind="link" onClick={onShowLine}>
                  show {lineName} and its customers
                </Button>
              </li>
            ) : null}
          </ul>
        </>
      ) : null}
    </div>
  )
}
