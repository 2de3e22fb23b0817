import { useCallback, useMemo, useState } from 'react'
import type { HotspotMethod } from '../../../analysis/contract/index.ts'
import { useCommand } from '../../commands/registry.ts'
import { useLineName, useRange, useSomebodyName } from '../../engine/followed.ts'
import { type DayRange, useChoices } from '../../state/choices.ts'
import { aroundLine, useMapChoices } from '../../state/map-choices.ts'
import { formatRange } from '../../text/dates.ts'
import { Answer } from '../../ui/answer.tsx'
import { Segments } from '../../ui/button.tsx'
import { addFiles, Empty } from '../../ui/empty.tsx'
import { Select } from '../../ui/field.tsx'
import { Panes } from '../../ui/panes.tsx'
import { ViewHeader } from '../../ui/section.tsx'
import { useIsWide } from '../../ui/size.ts'
import { CompareBand } from './compare-band.tsx'
import { FlowsTable } from './flows-table.tsx'
import { HexagonsTable } from './hexagons-table.tsx'
import { LayerHead } from './layer-head.tsx'
import { MapInspector } from './map-inspector.tsx'
import { MapNotes } from './map-notes.tsx'
import { MapPane } from './map-pane.tsx'
import { ReleasedAreas } from './released-areas.tsx'
import { TimeSlider } from './time-slider.tsx'
import { useBothLayers, useIsLimited, useMapDays, useNameOf } from './use-places.ts'
import './map.css'

const methodChoices: readonly { readonly value: HotspotMethod; readonly words: string }[] = [
  { value: 'gi', words: 'Gi*, significance' },
  { value: 'kde', words: 'Kernel density' },
  { value: 'count', words: 'Counts' },
]

const hexagonSizes: Readonly<Record<number, string>> = {
  6: '36 km²',
  7: '5.2 km²',
  8: '0.74 km²',
  9: '0.11 km²',
}

const sizeChoices = [
  { value: '', words: 'Hexagons from the data' },
  { value: '6', words: '36 km² hexagons' },
  { value: '7', words: '5.2 km² hexagons' },
  { value: '8', words: '0.74 km² hexagons' },
  { value: '9', words: '0.11 km² hexagons' },
] as const

type BothLayers = ReturnType<typeof useBothLayers>

const Heads = ({ both, days }: { readonly both: BothLayers; readonly days: DayRange | null }) => {
  const { change } = useMapChoices()
  const lineName = useLineName()
  const somebodyName = useSomebodyName()
  const { leftChoice, rightChoice } = both
  const shared = {
    layers: both.layers.data ?? [],
    days,
    lineName,
    somebodyName,
    onShowLine: () => change(aroundLine),
  }
  return (
    <div className={rightChoice && both.right.data ? 'map-heads map-heads-two' : 'map-heads'}>
      {leftChoice ? (
        <LayerHead
          {...shared}
          label={rightChoice ? 'Layer on the left' : 'Layer'}
          choice={leftChoice}
          drawn={both.left.data}
          onChoose={(left) => change({ left })}
        />
      ) : null}
      {rightChoice ? (
        <LayerHead
          {...shared}
          label="Layer on the right"
          choice={rightChoice}
          drawn={both.right.data}
          onChoose={(right) => change({ right })}
        />
      ) : null}
    </div>
  )
}

const MapPanes = ({ both, days }: { readonly both: BothLayers; readonly days: DayRange | null }) => {
  const [hovered, setHovered] = useState<string | null>(null)
  const [hoveredWords, setHoveredWords] = useState<string | null>(null)
  const hover = useCallback((hexagon: string | null, words: string | null = null) => {
    setHovered(hexagon)
    setHoveredWords(words)
  }, [])
  const hexagon = useChoices((choices) => choices.hexagon)
  const choose = useChoices((choices) => choices.choose)
  const select = (next: string | null) => choose({ hexagon: next })
  const left = both.left.data
  const right = both.rightChoice ? both.right.data : undefined
  const drawn = useMemo(() => [left, right].filter((layer) => layer !== undefined), [left, right])
  return (
    <div className="map-panes">
      <Heads both={both} days={days} />
      <Answer query={both.left} of="the hexagons">
        {() => (
          <MapPane layers={drawn} selected={hexagon} hovered={hovered} onHover={hover} onSelect={select} />
        )}
      </Answer>
      <TimeSlider />
      <CompareBand
        left={left}
        right={right}
        hovered={hovered}
        hoveredWords={hoveredWords}
        onSelect={select}
      />
    </div>
  )
}

const Pages = () => {
  const { page: shown, change } = useMapChoices()
  return (
    <Segments
      label="Drawn as"
      value={shown}
      onChange={(page) => change({ page })}
      choices={[
        { value: 'maps', words: 'Map' },
        { value: 'table', words: 'Table' },
        { value: 'flows', words: 'Flows' },
        { value: 'areas', words: 'Areas' },
      ]}
    />
  )
}

const HowDrawn = () => {
  const chosen = useMapChoices()
  const choose = useChoices((choices) => choices.choose)
  return (
    <>
      <Select
        label="Method"
        hideLabel
        value={chosen.method}
        choices={methodChoices}
        onChange={(method) => chosen.change({ method })}
      />
      <Select
        label="Size of hexagons"
        hideLabel
        value={String(chosen.resolution ?? '')}
        choices={sizeChoices}
        onChange={(size) => {
          chosen.change({ resolution: size === '' ? null : Number(size) })
          choose({ hexagon: null })
        }}
      />
    </>
  )
}

const Maps = () => {
  const both = useBothLayers()
  const chosen = useMapChoices()
  const isWide = useIsWide()
  const days = useMapDays()
  const range = useRange()
  const nameOf = useNameOf()
  const left = both.left.data
  const right = both.rightChoice ? both.right.data : undefined
  const hexagon = useChoices((choices) => choices.hexagon)
  const choose = useChoices((choices) => choices.choose)
  const select = (next: string | null) => choose({ hexagon: next })
  useCommand('map-flows-table', () => chosen.change({ page: chosen.page === 'flows' ? 'maps' : 'flows' }))
  useCommand('map-as-table', () => chosen.change({ page: chosen.page === 'table' ? 'maps' : 'table' }))
  const shown = days ?? range
  const scope = [
    shown ? formatRange(shown.from, shown.to) : null,
    left ? `hexagons of ${hexagonSizes[left.resolution] ?? `H3 resolution ${left.resolution}`}` : null,
  ]
    .filter(Boolean)
    .join('; ')
  const sides = useMemo(() => [left, right].filter((layer) => layer !== undefined), [left, right])
  const table = (
    <HexagonsTable
      left={left}
      right={right}
      days={days}
      nameOf={nameOf}
      selected={hexagon}
      onSelect={select}
    />
  )
  const maps = <MapPanes both={both} days={days} />
  if (chosen.page === 'flows')
    return (
      <>
        <ViewHeader
          title="Flows"
          scope={`From home area to place of arrest; ${shown ? formatRange(shown.from, shown.to) : 'all days'}`}
        >
          <Pages />
        </ViewHeader>
        <FlowsTable days={days} />
        <TimeSlider />
      </>
    )
  if (chosen.page === 'areas')
    return (
      <ReleasedAreas>
        <Pages />
      </ReleasedAreas>
    )
  return (
    <>
      <ViewHeader title="Hotspots" scope={scope}>
        <Pages />
        <HowDrawn />
      </ViewHeader>
      <MapNotes sides={sides} />
      {chosen.page === 'table' && !isWide ? (
        table
      ) : isWide ? (
        <Panes
          name="map"
          className="map-group"
          first={maps}
          second={table}
          share={64}
          label="Width of the table"
        />
      ) : (
        maps
      )}
    </>
  )
}

const MapView = () => {
  const isLimited = useIsLimited()
  const both = useBothLayers()
  if (isLimited) return <ReleasedAreas />
  const hasPlaces = (both.layers.data ?? []).some((layer) => layer.withPosition > 0)
  return hasPlaces ? (
    <Maps />
  ) : (
    <>
      <ViewHeader title="Hotspots" />
      <Answer
        query={both.layers}
        of="what has places"
        notChosen="Open a case to see where and when things happened."
        isEmpty={() => true}
        empty={
          <Empty title="Nothing in this case has a position yet." next={addFiles}>
            The map draws rows with coordinates or masts: crime, overdoses, call records. Areas as GeoJSON
            bound it and give rates.
          </Empty>
        }
      >
        {() => null}
      </Answer>
    </>
  )
}

export { MapInspector as Inspector, MapView as Canvas }
