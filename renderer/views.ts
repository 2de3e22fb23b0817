import type { View } from './frame/view.ts'

const found = import.meta.glob<{ readonly view: View }>('./views/*/view.ts', { eager: true })

export const views: readonly View[] = Object.values(found).map((module) => module.view)
