import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import type { Engine } from './engine/connect.ts'
import { createQueries, EngineContext } from './engine/engine-context.ts'
import { registerViews } from './frame/commands.ts'
import { Frame } from './frame/frame.tsx'
import { ViewsContext } from './frame/views.ts'
import { followTheme } from './state/layout.ts'
import { views } from './views.ts'
import './copies/commands.ts'
import './ui/fonts.css'
import './ui/tokens.css'
import './ui/base.css'

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
