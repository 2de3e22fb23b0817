import { skipToken, useMutation, useQuery } from '@tanstack/react-query'
import { useCommand } from '../../commands/registry.ts'
import { sayFailure, useCaseChanged, useOpenCase } from '../../engine/actions.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { useCase } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'
import { formatInstant } from '../../text/dates.ts'

const useRecentCases = () => {
  const engine = useEngine()
  const { data: description, isSuccess } = useCase()
  return useQuery({
    queryKey: ['recent', description?.path ?? null],
    queryFn: isSuccess ? ({ signal }) => engine.case.recent({}, { signal }) : skipToken,
  })
}

/** Opens the sample county; the first time the engine makes it, as jobs that say what is being done. */
export const OpenSample = () => {
  const engine = useEngine()
  const changed = useCaseChanged()
  const open = useMutation({
    mutationFn: () => engine.sample.open({}),
    onError: sayFailure,
    onSuccess: () => {
      useChoices.getState().reset()
      return changed()
    },
  })
  useCommand(
    'open-sample',
    () => open.mutate(),
    open.isPending ? 'The sample is being made and opened.' : null,
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
