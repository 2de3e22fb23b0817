import { joined, type Sql, sql } from '../case/sql.ts'
import { identifyingFields } from '../kinds/lists.ts'

const names = identifyingFields.map(({ kind, field }) => `${kind} ${field}`)

/** A header of a mapping as a pointer into the cells of a row. */
const pointer = sql`'/' || replace(replace(header, '~', '~0'), '/', '~1')`

/**
 * One row per cell that identifies somebody and has no column of its own, as the role may see rows: `kind, file_id, sheet, row_number,
 * record_id, value`. `record_id` is null where the row is about nobody.
 */
export const identifyingCells = (): Sql => sql`
  with headers as (
    select file_id, kind, mapping, unnest(json_keys(mapping, '$.fields')) as header from visible_file as file
  ),
  pointers as (
    select file_id, ${pointer} as pointer from headers
    where list_contains(${names}, kind || ' ' || json_extract_string(mapping, '/fields' || ${pointer}))
  ),
  cells as (${joined(
    [sql`visible_record as record`, sql`visible_event as event`].map(
      (table) => sql`
    select kind, file_id, sheet, row_number, record_id, nullif(trim(json_extract_string(fields, pointer)), '') as value
    from ${table} join pointers using (file_id)`,
    ),
    ' union ',
  )}
  )
  select kind, file_id, sheet, row_number, record_id, value from cells where value is not null`
