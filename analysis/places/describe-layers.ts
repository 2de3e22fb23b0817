import type { CaseStore } from '../case/store.ts'
import type { PlaceLayer, Role } from '../contract/index.ts'
import { mayReadKind, sightOf } from '../visibility/source-kinds.ts'
import { placesOf } from './case-places.ts'
import { factsOf } from './kinds.ts'
import { categoriesOfCase, kindsAboutPeople, layersOfCase } from './queries-layers.ts'

/** What of the case could be drawn for this role: kinds without any position are told too, since that is a finding. */
export async function describeLayers(
  database: CaseStore,
  role: Role,
  signal: AbortSignal | undefined,
): Promise<PlaceLayer[]> {
  const sight = sightOf(role)
  const places = await placesOf(database, sight, signal)
  const layers = await places.remembered('layers', () =>
    database.read(sight, signal, async (connection) => {
      const categories = await connection.all(categoriesOfCase())
      const aboutPeople = await connection.all(kindsAboutPeople())
      return (await connection.all(layersOfCase())).map((row): PlaceLayer => {
        const { title, family } = factsOf(row.kind)
        return {
          of: row.kind,
          title,
          family,
          rows: row.rows,
          withPosition: row.with_position,
          days: row.first_day && row.last_day ? { from: row.first_day, to: row.last_day } : null,
          byMonth: row.by_month,
          aboutPeople: row.kind === 'calls' || aboutPeople.some(({ kind }) => kind === row.kind),
          categories: categories
            .filter(({ kind }) => kind === row.kind)
            .map(({ category, rows }) => ({ category, rows })),
        }
      })
    }),
  )
  return layers.filter((layer) => mayReadKind(role, layer.of))
}
