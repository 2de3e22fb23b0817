import { useQuery } from '@tanstack/react-query'
import { shellOf } from './shell.ts'

/** What was refused since the host began; the page counts what its own policy stopped before it was ever sent. */
interface Refused {
  /** Requests to anywhere but this window’s own engine. */
  readonly elsewhere: number
  /** Attempts on the engine from outside this window: foreign pages, wrong keys, other users. */
  readonly attempts: number
}

let stoppedHere = 0

/** A library that asks whether it may write code of its own is stopped as well, but has asked no other place for anything. */
export const countStopped = (): void =>
  document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
    if (URL.canParse(blockedURI)) stoppedHere += 1
  })

const askHost = async (signal: AbortSignal): Promise<Refused> => {
  const shell = shellOf()
  if (shell) return { elsewhere: (await shell.refusedRequests()) + stoppedHere, attempts: 0 }
  const answer = await fetch('/refused', { signal })
  const { elsewhere, foreign, key, user } = (await answer.json()) as Record<string, number>
  return {
    elsewhere: (elsewhere ?? 0) + stoppedHere,
    attempts: (foreign ?? 0) + (key ?? 0) + (user ?? 0),
  }
}

export const useRefused = () =>
  useQuery({
    queryKey: ['refused'],
    queryFn: ({ signal }) => askHost(signal),
    staleTime: 0,
    refetchInterval: 10_000,
  })
