import { railEntries, type View } from './view.ts'

const found = import.meta.glob<{ readonly view: View }>('../views/*/index.tsx', { eager: true })

export const views: readonly View[] = Object.values(found).map((module) => module.view)

export const viewOf = (job: View['job']): View | undefined => views.find((view) => view.job === job)

export const entries = railEntries(views)
