import { useEffect, useMemo, useRef } from 'react'
import type { NetworkAround } from '../../../analysis/contract/index.ts'
import { communityLayout } from './community-layout.ts'
import { placeBeyond } from './free-places.ts'
import { placesOfAll, withGroupPlaces } from './group-places.ts'
import { foldGroups } from './groups.ts'
import type { Size } from './model.ts'
import { type Point, withoutHidden } from './model.ts'
import { useNetworkChoices } from './network-choices.ts'
import { ringLayout } from './ring-layout.ts'
import { useMeasure } from './use-network.ts'

type Places = Readonly<Record<string, Point>>

const none: Places = {}

/** Where everybody before in the last picture of the same start, size and arrangement; nothing moves when more is drawn. */
const usePlacesBefore = (key: string) => {
  const last = useRef<{ readonly key: string; readonly places: Places }>({ key, places: none })
  return {
    before: last.current.key === key ? last.current.places : none,
    remember: (places: Places) => {
      last.current = { key, places }
    },
  }
}

/** Communities by node; null until they are asked for and known. */
const useCommunities = (): ReadonlyMap<string, number> | null => {
  const isAsked = useNetworkChoices((choices) => choices.arrangement === 'communities')
  const { data } = useMeasure('community', isAsked)
  return useMemo(
    () => (isAsked && data ? new Map(data.values.map(({ node, value }) => [node, value] as const)) : null),
    [isAsked, data],
  )
}

/** What is drawn and where: hidden nodes taken away, closed groups in place of their members, everybody where they before before. */
export const useDrawing = (around: NetworkAround, size: Size) => {
  const { hidden, groups, unit, moved } = useNetworkChoices()
  const communities = useCommunities()
  const whole = useMemo(() => withoutHidden(around, hidden), [around, hidden])
  const part = useMemo(
    () =>
      foldGroups(
        whole,
        groups.filter((group) => group.unit === unit),
      ),
    [whole, groups, unit],
  )
  const starts = around.nodes.flatMap(({ node, steps }) => (steps === 0 ? [node] : [])).join(' ')
  const { width, height } = size
  const { before, remember } = usePlacesBefore(
    `${starts} ${width} ${height} ${communities ? 'communities' : 'rings'}`,
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands is looked up when others are drawn, and no reason to draw
  const rings = useMemo(
    () => ringLayout(around.nodes, around.edges, { width, height }, before),
    [around, width, height],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: laid out once for a start; whoever comes later is placed beside
  const byForce = useMemo(
    () => (communities ? communityLayout(around, communities, rings.places, { width, height }) : null),
    [communities, starts, width, height],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const base = useMemo(
    () =>
      byForce
        ? placeBeyond(
            around.nodes,
            around.edges,
            { ...before, ...byForce },
            { x: width / 2, y: height / 2 },
            { width, height },
          )
        : rings.places,
    [byForce, rings, around, width, height],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: as above
  const places = useMemo(
    () => withGroupPlaces({ ...base, ...moved }, part.groups, { moved, before }, { width, height }),
    [base, moved, part, width, height],
  )
  useEffect(() => remember(placesOfAll(places, part.groups, { ...before, ...base })))
  return { whole, part, places, communities, arcs: communities ? [] : rings.arcs }
}
