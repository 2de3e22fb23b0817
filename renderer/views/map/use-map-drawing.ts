import { useMemo } from 'react'
import { useLineName, useSomebodyName } from '../../engine/followed.ts'
import { useMapChoices } from '../../state/map-choices.ts'
import { knownTowns, railwayStations, worthOfPlaces } from './geography.ts'
import type { Drawing, Side } from './layers.ts'
import { hueOf, topByCount } from './model.ts'
import { type DrawnLayer, useAreaNames, useBoundaries, useHexagonsOfOwn, usePoints } from './use-places.ts'

export const sideIds = ['left', 'right'] as const

const stationZoom = 9.2
const stationNameZoom = 11.5

interface Highlighted {
  readonly selected: string | null
  readonly hovered: string | null
}

/** Hexagons at which the chosen line or person was; none while nothing is chosen. */
const useHexagonsOfChosen = (resolution: number | undefined): readonly string[] => {
  const lineName = useLineName()
  const somebodyName = useSomebodyName()
  const { data } = useHexagonsOfOwn(resolution)
  const isChosen = [somebodyName, lineName].some((name) => name !== null && name !== '')
  return useMemo(
    () =>
      isChosen && data ? data.hexagons.id.filter((_, index) => (data.hexagons.count[index] ?? 0) > 0) : [],
    [isChosen, data],
  )
}

/** What deck.gl draws: the layers, the ground under them, and what is highlighted. */
export const useMapDrawing = (
  layers: readonly DrawnLayer[],
  { selected, hovered }: Highlighted,
  zoom: number,
): Drawing | null => {
  const shows = useMapChoices((choices) => choices.shows)
  const { data: boundaries } = useBoundaries()
  const { data: leftPoints } = usePoints(layers[0]?.layer ?? null, shows.points)
  const { data: rightPoints } = usePoints(layers[1]?.layer ?? null, shows.points)
  const lineHexagons = useHexagonsOfChosen(layers[0]?.resolution)
  const stations = shows.stations && zoom >= stationZoom
  return useMemo((): Drawing | null => {
    const first = layers[0]
    if (!first) return null
    return {
      sides: layers.map(
        (layer, index): Side => ({
          id: sideIds[index] ?? 'left',
          hexagons: layer.hexagons,
          steps: layer.steps,
          ramp: hueOf(layer.family),
          tested: layer.method === 'gi',
          top: layer.method === 'gi' ? topByCount(layer.hexagons, 0.01) : [],
          points: (index === 0 ? leftPoints : rightPoints) ?? null,
        }),
      ),
      outline: first.studyArea.outline,
      areas: boundaries?.areas.flatMap(({ rings }) => rings) ?? [],
      onLand: first.studyArea.onLand,
      selected,
      hovered,
      lineHexagons,
      stations,
    }
  }, [layers, boundaries, selected, hovered, lineHexagons, stations, leftPoints, rightPoints])
}

/** The names that may stand on the map, with what each is worth: the case's areas before towns before stations. */
export const useNamedPlaces = (layers: readonly DrawnLayer[], zoom: number) => {
  const showsStations = useMapChoices((choices) => choices.shows.stations)
  const { data: areas } = useAreaNames()
  const bounds = layers[0]?.studyArea.bounds
  const areStationsNamed = showsStations && zoom >= stationNameZoom
  return useMemo(() => {
    const first = layers[0]
    if (!first || !bounds) return []
    const own = worthOfPlaces(areas ?? [], bounds, first.hexagons, 6).map((place) => ({
      ...place,
      worth: place.worth + 1e6,
      strong: true,
    }))
    const names = new Set(own.map((place) => place.name))
    const towns = worthOfPlaces(knownTowns, bounds, first.hexagons, 3)
      .filter((town) => town.worth > 0 && !names.has(town.name))
      .sort((one, other) => other.worth - one.worth)
      .slice(0, 200)
      .map((town) => ({ ...town, strong: false }))
    const stations = areStationsNamed
      ? railwayStations.map((station) => ({ ...station, worth: 1, strong: false }))
      : []
    return [...own, ...towns, ...stations]
  }, [areas, bounds, layers, areStationsNamed])
}
