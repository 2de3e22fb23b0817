import { skipToken, useQuery } from '@tanstack/react-query'
import { useCommand } from '../../commands/registry.ts'
import { useOpenCase } from '../../engine/actions.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { useCase } from '../../engine/questions.ts'
import { formatInstant } from '../../text/dates.ts'

const sampleFile = /[\\/]Wendmarsh county\.hubline$/

const useRecentCases = () => {
  const engine = useEngine()
  const { data: description, isSuccess } = useCase()
  return useQuery({
    queryKey: ['recent', description?.path ?? null],
    queryFn: isSuccess ? ({ signal }) => engine.case.recent({}, { signal }) : skipToken,
  })
}

/** The sample county, where this machine has made one. */
export const useSampleCase = () => {
  const { data = [] } = useRecentCases()
  return data.find((entry) => entry.exists && sampleFile.test(entry.path)) ?? null
}

export const OpenSample = ({ path }: { readonly path: string }) => {
  const openCase = useOpenCase()
  useCommand(
    'open-sample',
    () => openCase.mutate(path),
    openCase.isPending ? 'The sample is being opened.' : null,
  )
  return null
}

export const RecentCases = () => {
  const { data = [] } = useRecentCases()
  const openCase = useOpenCase()
  const there = data.filter((entry) => entry.exists)
  if (there.length === 0) return null
  return (
    <section className="first-recent">
      <h2 className="finding-title">Opened before</h2>
      <ul className="case-recent">
        {there.slice(0, 6).map((entry) => (
          <li key={entry.path}>
            <button type="button" className="case-entry" onClick={() => openCase.mutate(entry.path)}>
              <strong>{entry.name}</strong>
              <span className="caption">
                opened {formatInstant(entry.openedAt)} {entry.path}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
