import type { ReviewPair } from '../../../analysis/contract/index.ts'
import { useDecidePair } from '../../engine/actions.ts'
import { useReviews } from '../../engine/questions.ts'
import { useTableExport } from '../../engine/table-export.ts'
import { plural } from '../../text/numbers.ts'
import { Answer } from '../../ui/answer.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, exportedTable } from '../../ui/table/column.ts'
import { ExportMenu } from '../../ui/table/table-menus.tsx'
import { comparedFields } from './model.ts'

const Pair = ({ pair }: { readonly pair: ReviewPair }) => {
  const { decidePair, isPending } = useDecidePair()
  const decide = (decision: 'same' | 'different' | null) =>
    decidePair({ pairKey: pair.pairKey, decision, before: pair.decision })
  return (
    <li className="review">
      <div className="review-head">
        <p>
          {pair.words}
          {pair.decision === null ? null : (
            <strong> {pair.decision === 'same' ? 'Kept as one person.' : 'Kept as two people.'}</strong>
          )}
        </p>
        <div className="view-controls">
          <Button pressed={pair.decision === 'same'} onClick={() => decide('same')} aria-busy={isPending}>
            Same person
          </Button>
          <Button pressed={pair.decision === 'different'} onClick={() => decide('different')}>
            Two people
          </Button>
          {pair.decision === null ? null : <Button onClick={() => decide(null)}>Withdraw</Button>}
        </div>
      </div>
      <table className="review-table">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">
              {pair.left.file}, row {pair.left.row}
            </th>
            <th scope="col">
              {pair.right.file}, row {pair.right.row}
            </th>
          </tr>
        </thead>
        <tbody>
          {comparedFields(pair.left.fields, pair.right.fields).map((field) => (
            <tr key={field.field} className={field.isSame ? undefined : 'review-differs'}>
              <th scope="row">
                {field.field}
                {field.isSame ? '' : ', differs'}
              </th>
              <td>{field.left || '-'}</td>
              <td>{field.right || '-'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  )
}

interface Comparison {
  readonly pair: ReviewPair
  readonly field: string
  readonly left: string
  readonly right: string
}

const comparisons = (pair: ReviewPair): Comparison[] =>
  comparedFields(pair.left.fields, pair.right.fields).map(({ field, left, right }) => ({
    pair,
    field,
    left,
    right,
  }))

const columns: readonly Column<Comparison>[] = [
  { id: 'pair', header: 'Pair', value: ({ pair }) => pair.words, width: 1 },
  { id: 'decision', header: 'Decided', value: ({ pair }) => pair.decision, width: 1 },
  { id: 'field', header: 'Field', value: ({ field }) => field, width: 1 },
  {
    id: 'one',
    header: 'One record',
    value: ({ pair, left }) => `${left} (${pair.left.file}, row ${pair.left.row})`,
    width: 1,
  },
  {
    id: 'other',
    header: 'The other',
    value: ({ pair, right }) => `${right} (${pair.right.file}, row ${pair.right.row})`,
    width: 1,
  },
]

export const Reviews = () => {
  const query = useReviews()
  const { exportTable } = useTableExport()
  return (
    <Answer
      query={query}
      of="the pairs for review"
      isEmpty={(pairs) => pairs.length === 0}
      empty="No pairs to review. Washing was sure of every pair that it compared."
    >
      {(pairs) => (
        <>
          <div className="drawer-bar">
            <span>{plural(pairs.length, 'pair')} for review</span>
            <ExportMenu
              of="pairs for review"
              onExport={(to) =>
                exportTable(
                  exportedTable('people-reviews', 'Pairs for review', columns, pairs.flatMap(comparisons)),
                  to,
                )
              }
            />
          </div>
          <ul className="reviews">
            {pairs.map((pair) => (
              <Pair key={pair.pairKey} pair={pair} />
            ))}
          </ul>
        </>
      )}
    </Answer>
  )
}
