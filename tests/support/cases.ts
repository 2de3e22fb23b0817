import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { CaseDatabase } from '../../analysis/case/duckdb/database.ts'
import { createCase, type OpenCase } from '../../analysis/case/open-case.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** An empty case of its own, closed and gone when the test is. */
export async function temporaryCase(): Promise<OpenCase> {
  const path = join(temporaryFolder(), 'case.hubline')
  const made = await createCase(path, { name: 'case', policy: 'open', marking: 'OFFICIAL' }, 'a tester')
  onTestFinished(() => made.close())
  return made
}

/** What is behind the store of a case: for tests of the case itself. */
export function databaseOf({ database }: OpenCase): CaseDatabase {
  if (!(database instanceof CaseDatabase)) throw new Error('the case has another store')
  return database
}
