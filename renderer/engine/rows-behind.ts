import { skipToken, useQuery } from '@tanstack/react-query'
import type { Table, Totals } from '../../analysis/contract/index.ts'
import type { RowsQuestion } from '../state/drill-down.ts'
import { readRows, readTable } from './arrow.ts'
import type { Engine } from './connect.ts'
import { useEngine } from './engine-context.ts'
import { useVersion } from './questions.ts'

const ask = async (
  engine: Engine,
  question: RowsQuestion,
  signal: AbortSignal,
): Promise<Table & { readonly totals?: Totals }> => {
  switch (question.ask) {
    case 'sources.rows': {
      const { ask: _, ...input } = question
      return engine.sources.rows({ ...input, limit: 5000 }, { signal })
    }
    case 'lines.evidence': {
      const { ask: _, ...input } = question
      return engine.lines.evidence({ ...input, limit: 5000 }, { signal })
    }
    case 'network.evidence': {
      const { ask: _, ...input } = question
      return engine.network.evidence({ ...input, limit: 5000 }, { signal })
    }
    case 'lines.customers': {
      const { ask: _, ...input } = question
      return engine.lines.customers(input, { signal })
    }
    case 'people.table': {
      const { ask: _, ...input } = question
      return engine.people.table(input, { signal })
    }
    case 'places.flowRows': {
      const { ask: _, ...input } = question
      return engine.places.flowRows({ ...input, limit: 5000 }, { signal })
    }
    case 'places.rows': {
      const { ask: _, ...input } = question
      return engine.places.rows({ ...input, limit: 5000 }, { signal })
    }
    case 'journeys.people': {
      const { ask: _, ...input } = question
      return engine.journeys.people(input, { signal })
    }
    case 'profile.figureRows':
      return engine.profile.figureRows({ figureId: question.figureId, limit: 5000 }, { signal })
  }
}

/** The rows behind a figure, with the columns that the engine gives them. */
export const useRows = (question: RowsQuestion | null) => {
  const engine = useEngine()
  const [isOpen, version] = useVersion()
  return useQuery({
    queryKey: ['rows', question, version],
    queryFn:
      isOpen && question
        ? async ({ signal }) => {
            const answer = await ask(engine, question, signal)
            const columns = await readTable(answer)
            return {
              names: columns.names,
              kinds: columns.kinds,
              rows: readRows(columns),
              totals: answer.totals ?? null,
            }
          }
        : skipToken,
  })
}
