import { keepPreviousData, skipToken, useQuery } from '@tanstack/react-query'
import { useEngine } from '../../engine/engine-context.ts'
import { useVersion } from '../../engine/questions.ts'
import { useChoices } from '../../state/choices.ts'

/** From arrest to treatment in the chosen range. */
export const useFunnel = () => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  const range = useChoices((choices) => choices.range)
  return useQuery({
    queryKey: ['journeys', 'funnel', range?.from, range?.to, version],
    queryFn: isOpen
      ? ({ signal }) => engine.journeys.funnel({ range: range ?? undefined }, { signal })
      : skipToken,
    placeholderData: keepPreviousData,
  })
}
