import { QueryClient } from '@tanstack/react-query'
import { createContext, useContext } from 'react'
import type { Engine } from './connect.ts'
import { readFailure } from './failures.ts'

export const EngineContext = createContext<Engine | null>(null)

export const useEngine = (): Engine => {
  const engine = useContext(EngineContext)
  if (!engine) throw new Error('No engine is connected above this component.')
  return engine
}

export const createQueries = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        networkMode: 'always',
        retry: (count, error) => count < 1 && readFailure(error).kind === 'bug',
      },
      mutations: { networkMode: 'always' },
    },
  })
