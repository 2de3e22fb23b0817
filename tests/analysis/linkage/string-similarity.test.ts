import fc from 'fast-check'
import { expect, it } from 'vitest'
import { CaseDatabase } from '../../../analysis/case/duckdb/database.ts'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { damerauLevenshtein, jaroWinkler } from '../../../analysis/linkage/string-similarity.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const name = fc.string({ unit: fc.constantFrom(...'abcdehlmnorst-'), maxLength: 12 })

/** Pairs alike by one or two slips, and pairs that have nothing to do with each other. */
const pairs = fc.sample(
  fc.oneof(
    fc.tuple(name, name),
    fc.tuple(name, name).map(([start, end]): [string, string] => [start + end, end + start]),
    fc.tuple(name, fc.nat(11)).map(([word, at]): [string, string] => {
      const swapped = [...word.slice(0, at), word[at + 1] ?? '', word[at] ?? '', ...word.slice(at + 2)]
      return [word, swapped.join('')]
    }),
    fc
      .tuple(name, fc.nat(11))
      .map(([word, at]): [string, string] => [word, word.slice(0, at) + word.slice(at + 1)]),
  ),
  { numRuns: 4000, seed: 11 },
)

const fromDatabase = (left: readonly string[], right: readonly string[]) =>
  rows({ place: column.integer, distance: column.integer, similarity: column.number })(sql`
    with pairs as (select unnest(${left}) as l, unnest(${right}) as r, unnest(range(${left.length})) as place)
    select place, damerau_levenshtein(l, r) as distance, jaro_winkler_similarity(l, r) as similarity from pairs order by place`)

it('distances in code are those of the database', async () => {
  const database = await CaseDatabase.open(`${temporaryFolder()}/strings.hubline`)
  const found = await database.readAsStored(undefined, (connection) =>
    connection.all(
      fromDatabase(
        pairs.map(([left]) => left),
        pairs.map(([, right]) => right),
      ),
    ),
  )
  await database.close()
  expect(found).toHaveLength(pairs.length)
  const differing = found.flatMap(({ place, distance, similarity }) => {
    const [left, right] = pairs[place]!
    const ours = { distance: damerauLevenshtein(left, right), similarity: jaroWinkler(left, right) }
    const isSame = ours.distance === distance && Math.abs(ours.similarity - similarity) < 1e-9
    return isSame ? [] : [{ left, right, distance, similarity, ours }]
  })
  expect(differing.slice(0, 5)).toEqual([])
})
