import { column, rows } from '../case/rows.ts'
import { sql } from '../case/sql.ts'

export const erasures = () =>
  rows({ sequence: column.integer })(
    sql`select sequence from audit where action = 'erasure' order by sequence`,
  )
