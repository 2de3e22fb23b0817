import { keepPreviousData, skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { NetworkGroup } from '../../../analysis/contract/index.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { readFailure } from '../../engine/failures.ts'
import { useDaysInForce } from '../../engine/followed.ts'
import { useLines, useVersion } from '../../engine/questions.ts'
import { saveBlob, saveText } from '../../engine/table-export.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { useChoices } from '../../state/choices.ts'
import { isSameStart, type Start, useNetworkChoices } from './network-choices.ts'

/** Round the line, person or number chosen last in the window, else the numbers seen in the chosen hexagon, else the best line. */
export const useStart = () => {
  const start = useNetworkChoices((choices) => choices.start)
  const followed = useNetworkChoices((choices) => choices.followed)
  const follow = useNetworkChoices((choices) => choices.follow)
  const { focus, lineId, hexagon } = useChoices()
  const { data: lines } = useLines()
  const best = lines?.lines[0]?.line ?? null
  const chosen: Start | null = focus ?? (lineId === null ? null : { lineId })
  const wanted = chosen ?? (hexagon === null ? (best === null ? null : { lineId: best }) : { cell: hexagon })
  const isNew = wanted !== null && !isSameStart(wanted, followed)
  useEffect(() => {
    if (isNew) follow(wanted)
  }, [isNew, wanted, follow])
  return isNew ? wanted : start
}

/** The days and the hexagon that the network is narrowed to. */
export const useScope = () => {
  const range = useDaysInForce()
  const hexagon = useChoices((choices) => choices.hexagon)
  return useMemo(() => ({ range: range ?? undefined, cell: hexagon ?? undefined }), [range, hexagon])
}

/** Two hundred would be a hairball; about sixty can be read. */
const mostFromStart = 60

export const useAround = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const { start, unit, expand, path } = useNetworkChoices()
  const { data: chain } = usePath()
  const scope = useScope()
  const keep = path && chain?.found ? chain.nodes.map(({ node }) => node) : []
  return useQuery({
    queryKey: ['network', start, unit, scope, expand, keep, version],
    queryFn:
      isOpen && start
        ? ({ signal }) =>
            engine.network.around(
              { ...start, unit, ...scope, expand: [...expand], keep, limit: mostFromStart },
              { signal },
            )
        : skipToken,
    placeholderData: keepPreviousData,
  })
}

export const usePath = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const { path, hidden, unit } = useNetworkChoices()
  const scope = useScope()
  return useQuery({
    queryKey: ['network-path', path, hidden, unit, scope, version],
    queryFn:
      isOpen && path
        ? ({ signal }) => engine.network.path({ ...path, unit, ...scope, avoid: [...hidden] }, { signal })
        : skipToken,
  })
}

/** One measure over the network round the start, for all of its nodes. */
export const useMeasure = (metric: 'community' | 'chosen', isAsked = true) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const { start, unit, metric: chosen } = useNetworkChoices()
  const scope = useScope()
  const asked = metric === 'chosen' ? chosen : metric
  return useQuery({
    queryKey: ['network-measure', start, unit, scope, asked, version],
    queryFn:
      isOpen && start && isAsked
        ? ({ signal }) => engine.network.measure({ ...start, unit, ...scope, metric: asked }, { signal })
        : skipToken,
    placeholderData: keepPreviousData,
  })
}

export interface Picture {
  readonly svg: (marking: string, caption: string) => string
  readonly png: (marking: string, caption: string) => Promise<Blob>
}

const drawn = async (
  picture: Picture,
  format: 'png' | 'svg',
  { marking, caption }: { readonly marking: string; readonly caption: string },
): Promise<Blob> =>
  format === 'png'
    ? picture.png(marking, caption)
    : new Blob([picture.svg(marking, caption)], { type: 'image/svg+xml;charset=utf-8' })

/** Saves what is drawn once the engine has agreed, and only as the engine gave it back: marked, hashed and logged. */
export const useExport = () => {
  const engine = useEngine()
  const { start, unit } = useNetworkChoices()
  const scope = useScope()
  return useMutation({
    mutationFn: async (input: {
      readonly format: 'graphml' | 'png' | 'svg'
      readonly nodes: readonly string[]
      readonly groups: readonly NetworkGroup[]
      readonly picture: Picture
    }) => {
      const made = await engine.network.export({
        ...start,
        unit,
        ...scope,
        nodes: [...input.nodes],
        groups: [...input.groups],
        format: input.format,
      })
      if (input.format === 'graphml') saveText('network.graphml', made.text, 'application/xml;charset=utf-8')
      else {
        const { format } = input
        const { picture } = await engine.pictures.take({
          of: 'network',
          format,
          caption: made.caption.slice(0, 1000),
          picture: await drawn(input.picture, format, made),
        })
        saveBlob(`network.${format}`, picture)
      }
      return made.nodes
    },
    onError: (error) => {
      const failure = readFailure(error)
      if (failure.kind !== 'cancelled')
        useAnnouncement.getState().say(`${failure.happened} ${failure.next}`, { urgent: true })
    },
    onSuccess: (nodes, { format }) =>
      useAnnouncement.getState().say(`${nodes} nodes saved as ${format}; the log says so.`),
  })
}
