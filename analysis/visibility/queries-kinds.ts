import { type Sql, sql } from '../case/sql.ts'
import { openKinds, type Sight } from './source-kinds.ts'

/** Whether a row of a kind of source may be read; one without a kind may not. */
export const isShown = ({ kinds }: Sight, kind: Sql): Sql =>
  kinds === null ? sql`true` : sql`coalesce(list_contains(${kinds}, ${kind}), false)`

/**
 * Whether an attribution, with its `record` joined from the left, may be used: it rests on no record, or on one that may be read.
 * A record that was taken out of the case since shows nothing.
 */
export const isAttributionShown = (sight: Sight): Sql =>
  sight.kinds === null
    ? sql`true`
    : sql`(attribution.record_id is null or ${isShown(sight, sql`record.kind`)})`

/** Whether some role may not see rows of a kind. */
export const isWithheldFromSome = (kind: Sql): Sql =>
  sql`not coalesce(list_contains(${openKinds}, ${kind}), false)`
