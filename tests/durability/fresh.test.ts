import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCase, openCase } from '../../analysis/case/open-case.ts'
import { setMeta } from '../../analysis/case/queries-case.ts'
import { databaseOf } from '../support/cases.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

it('a case that was made and never checkpointed is whole after a kill', async () => {
  const path = join(temporaryFolder(), 'case.hubline')
  const held = await createCase(path, { name: 'case', policy: 'open', marking: 'OFFICIAL' }, 'a tester')
  await held.database.write(undefined, (connection) => connection.run(setMeta('change', '1')))
  await databaseOf(held).close({ untouched: true })
  await held.close()
  const again = await openCase(path, 'the next')
  expect(again.openingNotices).toEqual([])
  expect((await again.meta()).change).toBe('1')
  await again.close()
})
