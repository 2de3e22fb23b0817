import { keepPreviousData, skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { NetworkGroup } from '../../../analysis/contract/index.ts'
import { saveBlob, saveText } from '../../engine/actions.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { readFailure } from '../../engine/failures.ts'
import { useLines, useVersion } from '../../engine/questions.ts'
import { useAnnouncement } from '../../state/announcement.ts'
import { useChoices } from '../../state/choices.ts'
import { isSameStart, useNetworkChoices } from './network-choices.ts'

/** Starts from the chosen line, else the chosen number or person, else the best line; follows the line when another is chosen. */
export const useStart = () => {
  const start = useNetworkChoices((choices) => choices.start)
  const startFrom = useNetworkChoices((choices) => choices.startFrom)
  const { lineId, number, personId } = useChoices()
  const { data: lines } = useLines()
  const best = lines?.lines[0]?.line ?? null
  useEffect(() => {
    if (lineId !== null) {
      if (useNetworkChoices.getState().start?.lineId !== lineId) startFrom({ lineId })
    } else if (useNetworkChoices.getState().start === null) {
      const wanted = number ? { number } : personId ? { person: personId } : best ? { lineId: best } : null
      if (wanted && !isSameStart(wanted, useNetworkChoices.getState().start)) startFrom(wanted)
    }
  }, [lineId, number, personId, best, startFrom])
  return start
}

/** Two hundred would be a hairball; about sixty can be read. */
const mostFromStart = 60

export const useAround = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const { start, unit, expand, path } = useNetworkChoices()
  const { data: chain } = usePath()
  const range = useChoices((choices) => choices.range)
  const keep = path && chain?.found ? chain.nodes.map(({ node }) => node) : []
  return useQuery({
    queryKey: ['network', start, unit, range, expand, keep, version],
    queryFn:
      isOpen && start
        ? ({ signal }) =>
            engine.network.around(
              { ...start, unit, range: range ?? undefined, expand: [...expand], keep, limit: mostFromStart },
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
  const range = useChoices((choices) => choices.range)
  return useQuery({
    queryKey: ['network-path', path, hidden, unit, range, version],
    queryFn:
      isOpen && path
        ? ({ signal }) =>
            engine.network.path({ ...path, unit, range: range ?? undefined, avoid: [...hidden] }, { signal })
        : skipToken,
  })
}

/** One measure over the network round the start, for all of its nodes. */
export const useMeasure = (metric: 'community' | 'chosen', isAsked = true) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const { start, unit, metric: chosen } = useNetworkChoices()
  const range = useChoices((choices) => choices.range)
  const asked = metric === 'chosen' ? chosen : metric
  return useQuery({
    queryKey: ['network-measure', start, unit, range, asked, version],
    queryFn:
      isOpen && start && isAsked
        ? ({ signal }) =>
            engine.network.measure({ ...start, unit, range: range ?? undefined, metric: asked }, { signal })
        : skipToken,
    placeholderData: keepPreviousData,
  })
}

export interface Picture {
  readonly svg: (marking: string, caption: string) => string
  readonly png: (marking: string, caption: string) => Promise<Blob>
}

/** Saves what is drawn once the engine has agreed and logged it. */
export const useExport = () => {
  const engine = useEngine()
  const { start, unit } = useNetworkChoices()
  const range = useChoices((choices) => choices.range)
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
        range: range ?? undefined,
        nodes: [...input.nodes],
        groups: [...input.groups],
        format: input.format,
      })
      if (input.format === 'graphml') saveText('network.graphml', made.text, 'application/xml;charset=utf-8')
      else if (input.format === 'svg')
        saveText('network.svg', input.picture.svg(made.marking, made.caption), 'image/svg+xml;charset=utf-8')
      else saveBlob('network.png', await input.picture.png(made.marking, made.caption))
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
