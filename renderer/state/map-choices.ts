import { create } from 'zustand'
import type { HotspotMethod } from '../../analysis/contract/index.ts'
import { type Choices, whenReset } from './choices.ts'
import { changeUndoably } from './undo.ts'

export interface LayerChoice {
  readonly of: string
  readonly category: string | null
}

interface MapChoices {
  /** Null until somebody chooses: then police beside harm. */
  readonly left: LayerChoice | null
  readonly right: LayerChoice | null
  readonly method: HotspotMethod
  /** Null is chosen from the data. */
  readonly resolution: number | null
  readonly page: 'maps' | 'table' | 'flows' | 'areas'
  readonly shows: {
    readonly points: boolean
    /** Flows from homes outside the study area, and from inside it; null until somebody chooses: then only where no line or person is. */
    readonly flows: boolean | null
    readonly flowsInside: boolean
    readonly stations: boolean
  }
}

interface MapState extends MapChoices {
  readonly change: (change: Partial<MapChoices>) => void
}

/** The chosen line and its customers at masts: how many texts and calls, in hexagons that a town holds several of. */
export const aroundLine = {
  left: { of: 'calls', category: null },
  method: 'count',
  resolution: 7,
} as const satisfies Partial<MapChoices>

const atOpening = {
  left: null,
  right: null,
  method: 'gi',
  resolution: null,
  page: 'maps',
  shows: { points: false, flows: null, flowsInside: false, stations: true },
} as const satisfies MapChoices

/** Arrows of arrests that have nothing to do with a chosen line would only hide where it was. */
export const showsFlows = (
  { flows }: Pick<MapChoices['shows'], 'flows'>,
  { lineId, personId, number }: Pick<Choices, 'lineId' | 'personId' | 'number'>,
): boolean => flows ?? (lineId === null && personId === null && number === null)

export const useMapChoices = create<MapState>()(() => ({
  ...atOpening,
  change: (change) => changeUndoably<MapChoices>(useMapChoices, 'what the map shows', change),
}))

whenReset(() => useMapChoices.setState(atOpening))
