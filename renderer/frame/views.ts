import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { railEntries, type View } from './view.ts'

const found = import.meta.glob<{ readonly view: View }>('../views/*/view.ts', { eager: true })

export const views: readonly View[] = Object.values(found).map((module) => module.view)

export const viewOf = (job: View['job']): View | undefined => views.find((view) => view.job === job)

export const entries = railEntries(views)

const partsOf = ({ job, parts }: View) =>
  queryOptions({ queryKey: ['view', job], queryFn: parts, gcTime: Number.POSITIVE_INFINITY })

export const useViewParts = (view: View) => useQuery(partsOf(view))

/** Loads the other views once the first is drawn, so that going to one waits for nothing; the large ones wait until they are opened. */
export const useOtherViews = (isDrawn: boolean): void => {
  const queries = useQueryClient()
  useEffect(() => {
    if (!isDrawn) return
    for (const view of views) if (!view.isLarge) void queries.prefetchQuery(partsOf(view))
  }, [isDrawn, queries])
}
