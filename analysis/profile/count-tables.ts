import type { CountTable } from './count-table.ts'
import type { ProfileScope } from './scope.ts'
import { coverageTables } from './tables-coverage.ts'
import { demandTables } from './tables-demand.ts'
import { eventTables } from './tables-events.ts'
import { supplyTables } from './tables-supply.ts'
import { treatmentTables } from './tables-treatment.ts'

/** Every table of counts that the loaded sources can fill; a table whose source is missing is absent, never empty. */
export const countTables = (scope: ProfileScope): CountTable[] =>
  scope.months.length === 0
    ? []
    : [
        ...supplyTables(scope),
        ...demandTables(scope),
        ...eventTables(scope),
        ...treatmentTables(scope),
        ...coverageTables(scope),
      ]
