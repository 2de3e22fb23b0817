import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useChoices } from '../state/choices.ts'
import { seesExactCounts } from '../state/narrowing.ts'
import { useEngine } from './engine-context.ts'
import { useDaysInForce, useRole } from './followed.ts'
import { useVersion } from './questions.ts'

/** From arrest to treatment in the days in force, of the chosen line's customers, arrested in the chosen hexagon; of the whole case for roles that get protected counts. */
export const useFunnel = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const days = useDaysInForce()
  const lineId = useChoices((choices) => choices.lineId)
  const hexagon = useChoices((choices) => choices.hexagon)
  const isExact = seesExactCounts(useRole())
  const scope = isExact
    ? { range: days ?? undefined, lineId: lineId ?? undefined, cell: hexagon ?? undefined }
    : {}
  return useQuery({
    queryKey: ['journeys', 'funnel', scope, version],
    queryFn: isOpen ? ({ signal }) => engine.journeys.funnel(scope, { signal }) : skipToken,
    placeholderData: keepPreviousData,
  })
}
