import { useMemo } from 'react'
import { useChoices } from '../../state/choices.ts'
import { verdictOf } from '../../text/hexagons.ts'
import { formatCount, formatSigned } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Facts, InspectorHead, Section } from '../../ui/section.tsx'
import { AccuracyChart } from './accuracy-chart.tsx'
import { Flows } from './flows-section.tsx'
import { formatProbability } from './model.ts'
import {
  type DrawnLayer,
  useAccuracy,
  useBothLayers,
  useIsLimited,
  useMapDays,
  useNameOf,
} from './use-places.ts'

const methodName = { gi: 'Gi*', kde: 'Kernel density', count: 'The count' } as const

const titleOf = (layer: DrawnLayer): string => {
  const words = layer.layer.category ?? layer.title
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const useRowsOf = () => {
  const days = useMapDays()
  return (layer: DrawnLayer) =>
    ({
      ask: 'places.rows',
      of: layer.of,
      category: layer.layer.category ?? undefined,
      resolution: layer.resolution,
      range: days ?? undefined,
      ...layer.whose,
    }) as const
}

const HexagonHead = ({
  layers,
  hexagon,
}: {
  readonly layers: readonly DrawnLayer[]
  readonly hexagon: string
}) => {
  const nameOf = useNameOf()
  const rowsOf = useRowsOf()
  const found = useMemo(
    () =>
      layers.flatMap((layer) => {
        const index = layer.hexagons.id.indexOf(hexagon)
        return index < 0 ? [] : [{ layer, index }]
      }),
    [layers, hexagon],
  )
  const first = found[0]
  if (!first) return <p className="answer-state second">This hexagon is not in the study area any more.</p>
  const position = {
    latitude: first.layer.hexagons.latitude[first.index] ?? 0,
    longitude: first.layer.hexagons.longitude[first.index] ?? 0,
  }
  const hasHarm = found.some(
    ({ layer, index }) => layer.family === 'harm' && (layer.hexagons.count[index] ?? 0) > 0,
  )
  return (
    <>
      <InspectorHead
        glyph={<Glyph meaning="place" size={13} />}
        title={nameOf(position) ?? 'A hexagon'}
        facts={
          <>
            one hexagon, {first.layer.cellSquareKilometres.toPrecision(2)} km²,{' '}
            <span className="mono">{hexagon}</span>
          </>
        }
      />
      <section className="section">
        <Facts
          facts={found.map(({ layer, index }) => {
            const z = layer.hexagons.z[index] ?? Number.NaN
            const q = layer.hexagons.q[index] ?? Number.NaN
            return {
              label: titleOf(layer),
              value: (
                <>
                  <Figure of={`${titleOf(layer)} in this hexagon`} rows={{ ...rowsOf(layer), cell: hexagon }}>
                    {formatCount(layer.hexagons.count[index] ?? 0)}
                  </Figure>{' '}
                  {Number.isNaN(z)
                    ? layer.method === 'gi'
                      ? verdictOf(false, false)
                      : ''
                    : `z ${formatSigned(z, 1)}, q ${formatProbability(q)}, ${verdictOf(true, layer.hexagons.hot[index] === 1)}`}
                </>
              ),
            }
          })}
        />
        {hasHarm ? (
          <p className="small second">
            Overdose places default to outreach and are not proposed as enforcement targets.
          </p>
        ) : null}
      </section>
    </>
  )
}

const Accuracy = ({ layer }: { readonly layer: DrawnLayer }) => {
  const query = useAccuracy(layer.layer, layer.resolution)
  return (
    <Answer query={query} of={`how well ${titleOf(layer)} is predicted`}>
      {(accuracy) => (
        <Section title={`${titleOf(layer)}: ${accuracy.words}`}>
          {accuracy.levels.length > 0 ? (
            <>
              <p className="caption">
                Tested on months kept back: how many times more it found there than as many places taken at
                random (PAI)
              </p>
              <AccuracyChart accuracy={accuracy} method={methodName[layer.method]} />
            </>
          ) : null}
        </Section>
      )}
    </Answer>
  )
}

const NotPlaced = ({ layers }: { readonly layers: readonly DrawnLayer[] }) => {
  const rowsOf = useRowsOf()
  const facts = layers.flatMap((layer) =>
    layer.notPlaced.map((one) => ({
      label: `${titleOf(layer)}: ${one.words}`,
      value: (
        <Figure of={`${titleOf(layer)}: ${one.words}`} rows={{ ...rowsOf(layer), notPlaced: one.reason }}>
          {formatCount(one.rows)}
        </Figure>
      ),
    })),
  )
  return (
    <Section title="Not on the map">
      {facts.length > 0 ? (
        <Facts facts={facts} />
      ) : (
        <p className="small second">Every row has its hexagon.</p>
      )}
    </Section>
  )
}

const Method = ({ layer, isCoarsened }: { readonly layer: DrawnLayer; readonly isCoarsened: boolean }) => (
  <Section title="How to read this">
    <p className="small map-help">
      {layer.methodWords.charAt(0).toUpperCase() + layer.methodWords.slice(1)}.{' '}
      {isCoarsened
        ? layer.resolutionWords.replace('as asked', 'the coarser of what the two layers suggest')
        : layer.resolutionWords}
      . A hexagon is hot when it and its neighbours hold more than chance would put there; hot says nothing of
      why, and not hot is not proof of nothing. {layer.testing?.words} A dense town can be hot as a whole: no
      hexagon has its residents to be measured against. Study area: {layer.studyArea.words};{' '}
      {formatCount(layer.studyArea.cells)} hexagons, empty ones included. Choose a hexagon to see its rows;
      brush the timeline to see other days; arrows pan, + and - zoom, Page Down steps from hexagon to hexagon.
    </p>
    <p className="caption">
      Getis and Ord 1992; Ord and Getis 1995; Benjamini and Hochberg 1995. Coast: Natural Earth. Towns:
      GeoNames, CC BY 4.0. Stations: uk-railway-stations, ODbL.
    </p>
  </Section>
)

export const MapInspector = () => {
  const isLimited = useIsLimited()
  const both = useBothLayers()
  const hexagon = useChoices((choices) => choices.hexagon)
  const layers = [both.left.data, both.rightChoice ? both.right.data : undefined].filter(
    (layer) => layer !== undefined,
  )
  if (isLimited)
    return (
      <p className="answer-state second">Your role sees areas under the disclosure rules, never a hexagon.</p>
    )
  const first = layers[0]
  if (!first) return <p className="answer-state second">Choose a layer to see what is known of it.</p>
  return (
    <>
      {hexagon ? (
        <HexagonHead layers={layers} hexagon={hexagon} />
      ) : (
        <InspectorHead
          title="No hexagon chosen"
          facts="Choose a hexagon to see what is there, how unusual it is, and its rows."
        />
      )}
      {layers.map((layer) => (
        <Accuracy key={`${layer.of} ${layer.layer.category ?? ''}`} layer={layer} />
      ))}
      <Flows />
      <NotPlaced layers={layers} />
      <Method layer={first} isCoarsened={both.isCoarsened} />
    </>
  )
}
