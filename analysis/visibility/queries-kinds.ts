import { type Sql, sql } from '../case/sql.ts'
import { openKinds } from './source-kinds.ts'

/** Whether some role may not see rows of a kind. */
export const isWithheldFromSome = (kind: Sql): Sql =>
  sql`not coalesce(list_contains(${openKinds}, ${kind}), false)`
