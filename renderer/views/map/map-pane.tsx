import { useEffect, useMemo, useRef, useState } from 'react'
import { CommandButton } from '../../commands/command-button.tsx'
import { useChoices } from '../../state/choices.ts'
import { useDrillDown } from '../../state/drill-down.ts'
import { showsFlows, useMapChoices } from '../../state/map-choices.ts'
import { hotHexagonsOf } from '../../text/hexagons.ts'
import { formatCount, plural } from '../../text/numbers.ts'
import { DeckCanvas } from './deck-canvas.tsx'
import { flowsByHome, flowsInside, flowWords, type HomeFlow } from './flow-model.ts'
import { rowsOfFlow } from './flows-table.tsx'
import { useMapTokens } from './map-tokens.ts'
import { Overlay } from './overlay.tsx'
import { ShowMenu } from './show-menu.tsx'
import { useCamera } from './use-camera.ts'
import { sideIds, useMapDrawing, useNamedPlaces } from './use-map-drawing.ts'
import { useMapKeys } from './use-map-keys.ts'
import { type DrawnLayer, useFlows, useMapDays } from './use-places.ts'

interface MapPaneProps {
  readonly layers: readonly DrawnLayer[]
  readonly selected: string | null
  readonly hovered: string | null
  readonly onHover: (hexagon: string | null, words?: string | null) => void
  readonly onSelect: (hexagon: string | null) => void
}

const mostNamedFlows = 4
const mostInside = 12

const useSize = () => {
  const place = useRef<HTMLDivElement | null>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  useEffect(() => {
    if (!place.current) return
    const observer = new ResizeObserver(([entry]) => {
      if (!entry) return
      const { width, height } = entry.contentRect
      setSize({ width: Math.floor(width), height: Math.floor(height) })
    })
    observer.observe(place.current)
    return () => observer.disconnect()
  }, [])
  return [place, size] as const
}

/** Whose data the ground is, where any of it is drawn. */
const creditsOf = (onLand: boolean, stations: boolean): string | null =>
  onLand
    ? `Coast: Natural Earth. Towns: GeoNames, CC BY 4.0.${stations ? ' Stations: uk-railway-stations, ODbL.' : ''}`
    : null

const methodWords = ({ method, bandwidthMetres, resolution }: DrawnLayer): string => {
  const words =
    method === 'gi'
      ? 'Gi*, FDR 5%'
      : method === 'kde'
        ? `bandwidth ${formatCount(bandwidthMetres ?? 0)} m`
        : 'counts'
  return `${words}, H3 resolution ${resolution}`
}

/** The flows that are drawn as arrows, and how one opens its rows. */
const useFlowArrows = () => {
  const { data: found } = useFlows()
  const shows = useMapChoices((choices) => choices.shows)
  const areShown = useChoices((choices) => showsFlows(shows, choices))
  const days = useMapDays()
  const openRows = useDrillDown((drillDown) => drillDown.open)
  const named = useMemo(() => flowsByHome(found?.flows ?? [], mostNamedFlows), [found])
  const inside = useMemo(() => flowsInside(found?.flows ?? [], mostInside), [found])
  const openFlow = (flow: HomeFlow) =>
    openRows(
      named.includes(flow)
        ? {
            title: `arrests of people from ${flow.from}`,
            question: { ask: 'places.flowRows', home: flow.home, range: days ?? undefined },
          }
        : rowsOfFlow(flow, days),
    )
  return { named: areShown ? named : [], inside: shows.flowsInside ? inside : [], openFlow }
}

const MapControls = () => (
  <div className="map-controls">
    <ShowMenu />
    <CommandButton name="map-closer" words="+" hideReason />
    <CommandButton name="map-farther" words="−" hideReason />
    <CommandButton name="map-whole-area" words="Whole area" hideReason />
    <CommandButton name="map-next-hexagon" hideReason />
  </div>
)

/** Both layers over one ground with one camera. Arrows pan, plus and minus zoom, Page Down steps through the hexagons. */
export const MapPane = ({ layers, selected, hovered, onHover, onSelect }: MapPaneProps) => {
  const [place, { width, height }] = useSize()
  const tokens = useMapTokens()
  const sideWidth = layers.length > 0 ? width / layers.length : width
  const view = useCamera(layers[0]?.studyArea.bounds, sideWidth, height)
  const { camera } = view
  const drawing = useMapDrawing(layers, { selected, hovered }, camera?.zoom ?? 0)
  const places = useNamedPlaces(layers, camera?.zoom ?? 0)
  const { named, inside, openFlow } = useFlowArrows()
  const onKeyDown = useMapKeys({ layers, view, selected, onSelect })
  const hotWords = layers.map(hotHexagonsOf).join('; ')
  return (
    <div className="map-body">
      <div
        ref={place}
        className="map-surface"
        role="application"
        aria-roledescription="map"
        aria-label={`${hotWords}. Arrows pan, plus and minus zoom, Page Down and Page Up step through the hexagons; the table holds the same.`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the map takes the keyboard
        tabIndex={0}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onHover(null)}
      >
        {drawing && camera ? (
          <DeckCanvas
            width={width}
            height={height}
            drawing={drawing}
            tokens={tokens}
            camera={camera}
            onCamera={view.moveTo}
            onHover={(hexagon, rows) =>
              onHover(hexagon, rows === null ? null : `${plural(rows, 'row')} at this position`)
            }
            onPick={onSelect}
          />
        ) : null}
        {camera
          ? layers.map((layer, index) => (
              <Overlay
                key={sideIds[index]}
                left={index * sideWidth}
                width={sideWidth}
                height={height}
                camera={camera}
                hexagons={layer.hexagons}
                steps={layer.steps}
                showsMarks={layer.method === 'gi'}
                places={places}
                flows={index === 0 ? named : []}
                plainFlows={index === 0 ? inside : []}
                onFlowHover={(flow) => onHover(null, flow ? flowWords(flow) : null)}
                onFlowOpen={openFlow}
                credits={
                  index === layers.length - 1
                    ? creditsOf(layer.studyArea.onLand, drawing?.stations ?? false)
                    : null
                }
                words={methodWords(layer)}
              />
            ))
          : null}
        {layers.length === 2 ? <span className="map-divide" aria-hidden="true" /> : null}
      </div>
      <MapControls />
    </div>
  )
}
