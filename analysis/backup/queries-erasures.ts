import { type Sql, sql } from '../case/sql.ts'

export const erasures = (): Sql => sql`select sequence from audit where action = 'erasure' order by sequence`
