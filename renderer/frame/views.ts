import { queryOptions, type UseQueryResult, useQuery, useQueryClient } from '@tanstack/react-query'
import { createContext, useContext, useEffect, useMemo } from 'react'
import { type RailEntry, railEntries, type View, type ViewParts } from './view.ts'

/** The views that the window is made of. */
export const ViewsContext = createContext<readonly View[]>([])

export const useView = (name: View['name']): View | undefined =>
  useContext(ViewsContext).find((view) => view.name === name)

export const useRailEntries = (): readonly RailEntry[] => {
  const views = useContext(ViewsContext)
  return useMemo(() => railEntries(views), [views])
}

const partsOf = ({ name, parts }: View) =>
  queryOptions({ queryKey: ['view', name], queryFn: parts, gcTime: Number.POSITIVE_INFINITY })

export const useViewParts = (view: View): UseQueryResult<ViewParts> => useQuery(partsOf(view))

/** Loads the other views once the first is drawn, so that going to one waits for nothing; the large ones wait until they are opened. */
export const useOtherViews = (isDrawn: boolean): void => {
  const queries = useQueryClient()
  const views = useContext(ViewsContext)
  useEffect(() => {
    if (!isDrawn) return
    for (const view of views) if (!view.isLarge) void queries.prefetchQuery(partsOf(view))
  }, [isDrawn, queries, views])
}
