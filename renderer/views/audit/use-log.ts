import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import type { LoggedAction, Role } from '../../../analysis/contract/index.ts'
import { useEngine } from '../../engine/engine-context.ts'
import { useCase } from '../../engine/questions.ts'
import type { DayRange } from '../../state/choices.ts'

interface LogQuestion {
  readonly action: LoggedAction | null
  readonly role: Role | null
  readonly text: string
  readonly days: DayRange | null
  readonly limit: number
}

export const useLog = ({ action, role, text, days, limit }: LogQuestion) => {
  const engine = useEngine()
  const { data } = useCase()
  return useQuery({
    queryKey: ['log', data?.caseId, data?.session.role, action, role, text, days, limit],
    queryFn: data
      ? ({ signal }) =>
          engine.log.entries(
            {
              action: action ?? undefined,
              role: role ?? undefined,
              text: text.trim() || undefined,
              days: days ?? undefined,
              limit,
            },
            { signal },
          )
      : skipToken,
    placeholderData: keepPreviousData,
    staleTime: 0,
  })
}
