import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createCase, type OpenCase } from '../../analysis/case/open-case.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** An empty case of its own, closed and gone when the test is. */
export async function temporaryCase(): Promise<OpenCase> {
  const path = join(temporaryFolder(), 'case.hubline')
  const made = await createCase(path, { name: 'case', policy: 'open', marking: 'OFFICIAL' }, 'a tester')
  onTestFinished(() => made.close())
  return made
}
