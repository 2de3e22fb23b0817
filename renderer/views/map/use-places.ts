import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { HotspotMethod } from '../../../analysis/contract/index.ts'
import { columnNumbers, readTable } from '../../engine/arrow.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { useDaysInForce, useSomebody } from '../../engine/followed.ts'
import { useCase, useVersion } from '../../engine/questions.ts'
import { type DayRange, useChoices } from '../../state/choices.ts'
import type { LayerChoice } from '../../state/map-choices.ts'
import { useMapChoices } from '../../state/map-choices.ts'
import { isLimited } from '../../state/narrowing.ts'
import { knownTowns, nearestPlace } from './geography.ts'
import { firstLayers, hexagonsOf, pointRadius, stepsOf } from './model.ts'

/** Released tables only: no hexagon, no point, no brush. */
export const useIsLimited = (): boolean => {
  const role = useCase().data?.session.role
  return role !== undefined && isLimited(role)
}

/** The brushed days, else the chosen range, else null for the whole case. */
export const useMapDays = (): DayRange | null => useDaysInForce()

interface WhoseRows {
  readonly lineId?: string
  readonly person?: string
  readonly number?: string
}

/** Whose rows a layer is narrowed to: calls to the chosen line's and person's, rows that say whom they are about to the person's. */
const useWhose = () => {
  const lineId = useChoices((choices) => choices.lineId)
  const somebody = useSomebody()
  const { data: layers } = useLayers()
  return useCallback(
    (of: string): WhoseRows => {
      const isAbout = layers?.find((layer) => layer.of === of)?.aboutPeople ?? false
      return {
        ...(of === 'calls' && lineId !== null ? { lineId } : {}),
        ...(isAbout && somebody !== null ? somebody : {}),
      }
    },
    [lineId, somebody, layers],
  )
}

const useLayers = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const isLimited = useIsLimited()
  return useQuery({
    queryKey: ['places', 'layers', version],
    queryFn: isOpen && !isLimited ? ({ signal }) => engine.places.layers({}, { signal }) : skipToken,
    placeholderData: keepPreviousData,
  })
}

const useHotspots = (layer: LayerChoice | null, resolution: number | null, method: HotspotMethod) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const days = useMapDays()
  const whoseOf = useWhose()
  const whose = layer ? whoseOf(layer.of) : {}
  return useQuery({
    queryKey: ['places', 'hotspots', layer, resolution, method, days?.from, days?.to, whose, version],
    queryFn:
      isOpen && layer
        ? async ({ signal }) => {
            const found = await engine.places.hotspots(
              {
                of: layer.of,
                category: layer.category ?? undefined,
                method,
                resolution: resolution ?? undefined,
                range: days ?? undefined,
                ...whose,
              },
              { signal },
            )
            const hexagons = hexagonsOf(await readTable(found.table))
            return { ...found, layer, whose, hexagons, steps: stepsOf(hexagons, method) }
          }
        : skipToken,
    placeholderData: keepPreviousData,
  })
}

export type DrawnLayer = NonNullable<ReturnType<typeof useHotspots>['data']>

/** The two layers on one grid: the resolution asked for, or the coarser of what each suggests. */
export const useBothLayers = () => {
  const layers = useLayers()
  const chosen = useMapChoices()
  const first = firstLayers(layers.data ?? [])
  const left = chosen.left ?? first.left
  const right = chosen.right ?? first.right
  const leftAlone = useHotspots(left, chosen.resolution, chosen.method)
  const rightAlone = useHotspots(right, chosen.resolution, chosen.method)
  const suggested = [leftAlone.data?.resolution, rightAlone.data?.resolution].filter(
    (resolution) => resolution !== undefined,
  )
  const wanted = left && right ? 2 : 1
  const common =
    chosen.resolution ?? (suggested.length === wanted && wanted === 2 ? Math.min(...suggested) : null)
  const onCommon = (alone: ReturnType<typeof useHotspots>) =>
    common === null || alone.data?.resolution === common
  const leftCommon = useHotspots(onCommon(leftAlone) ? null : left, common, chosen.method)
  const rightCommon = useHotspots(onCommon(rightAlone) ? null : right, common, chosen.method)
  return {
    layers,
    leftChoice: left,
    rightChoice: right,
    left: onCommon(leftAlone) ? leftAlone : leftCommon,
    right: onCommon(rightAlone) ? rightAlone : rightCommon,
    isCoarsened: !onCommon(leftAlone) || !onCommon(rightAlone),
  }
}

export const useAccuracy = (layer: LayerChoice | null, resolution: number | undefined) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const method = useMapChoices((choices) => choices.method)
  return useQuery({
    queryKey: ['places', 'accuracy', layer, resolution, method, version],
    queryFn:
      isOpen && layer && resolution !== undefined
        ? ({ signal }) =>
            engine.places.accuracy(
              { of: layer.of, category: layer.category ?? undefined, method, resolution },
              { signal },
            )
        : skipToken,
    placeholderData: keepPreviousData,
  })
}

export const useAreaNames = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  return useQuery({
    queryKey: ['places', 'areas', version],
    queryFn: isOpen ? ({ signal }) => engine.places.areaNames({}, { signal }) : skipToken,
  })
}

/** The name of the nearest district of the case, else of the nearest town. */
export const useNameOf = () => {
  const { data: areas } = useAreaNames()
  return useCallback(
    (position: { readonly latitude: number; readonly longitude: number }) =>
      nearestPlace(areas ?? [], position) ?? nearestPlace(knownTowns, position),
    [areas],
  )
}

/** The imported areas in use; null where none are loaded. */
export const useBoundaries = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  return useQuery({
    queryKey: ['places', 'boundaries', version],
    queryFn: isOpen ? ({ signal }) => engine.places.boundaries({}, { signal }) : skipToken,
  })
}

export const useFlows = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const days = useMapDays()
  return useQuery({
    queryKey: ['places', 'flows', days?.from, days?.to, version],
    queryFn: isOpen
      ? ({ signal }) => engine.places.flows({ range: days ?? undefined }, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
  })
}

/** Where texts and calls of the chosen line or person, or between both, met a mast. */
export const useHexagonsOfOwn = (resolution: number | undefined) => {
  const lineId = useChoices((choices) => choices.lineId)
  const somebody = useSomebody()
  const layers = useLayers()
  const hasCalls = layers.data?.some((layer) => layer.of === 'calls') ?? false
  return useHotspots(
    (lineId !== null || somebody !== null) && hasCalls && resolution !== undefined
      ? { of: 'calls', category: null }
      : null,
    resolution ?? null,
    'count',
  )
}

export const usePoints = (layer: LayerChoice | null, isWanted: boolean) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const days = useMapDays()
  const whoseOf = useWhose()
  const whose = layer ? whoseOf(layer.of) : {}
  return useQuery({
    queryKey: ['places', 'points', layer, days?.from, days?.to, whose, version],
    queryFn:
      isOpen && layer && isWanted
        ? async ({ signal }) => {
            const columns = await readTable(
              await engine.places.points(
                {
                  of: layer.of,
                  category: layer.category ?? undefined,
                  range: days ?? undefined,
                  ...whose,
                },
                { signal },
              ),
            )
            const latitude = columnNumbers(columns, 'latitude')
            const longitude = columnNumbers(columns, 'longitude')
            const counts = columnNumbers(columns, 'count')
            const positions = new Float32Array(columns.rowCount * 2)
            for (let row = 0; row < columns.rowCount; row += 1) {
              positions[row * 2] = longitude[row]!
              positions[row * 2 + 1] = latitude[row]!
            }
            const radii = Float32Array.from(counts, pointRadius)
            return { length: columns.rowCount, positions, radii, counts }
          }
        : skipToken,
  })
}

export const useReleasedAreas = (of: string | null) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  return useQuery({
    queryKey: ['places', 'released', of, version],
    queryFn: isOpen && of ? ({ signal }) => engine.places.areas({ of }, { signal }) : skipToken,
  })
}
