import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Engine } from './engine/connect.ts'
import { createQueries, EngineContext } from './engine/engine-context.ts'
import { registerViews } from './frame/commands.ts'
import { Frame } from './frame/frame.tsx'
import type { View } from './frame/view.ts'
import { ViewsContext } from './frame/views.ts'
import { followTheme } from './state/layout.ts'
import './copies/commands.ts'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'

const found = import.meta.glob<{ readonly view: View }>('./views/*/view.ts', { eager: true })

const views: readonly View[] = Object.values(found).map((module) => module.view)

export const draw = (engine: Engine): void => {
  const place = document.getElementById('window')
  if (!place) throw new Error('The page has no place for the window.')
  followTheme()
  registerViews(views)
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={createQueries()}>
        <EngineContext value={engine}>
          <ViewsContext value={views}>
            <Frame />
          </ViewsContext>
        </EngineContext>
      </QueryClientProvider>
    </StrictMode>,
  )
}
