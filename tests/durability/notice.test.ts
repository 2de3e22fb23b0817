import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createCase } from '../../analysis/case/open-case.ts'
import { setMeta } from '../../analysis/case/queries-case.ts'
import { databaseOf } from '../support/cases.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { openWindow } from '../support/window.ts'

it('the window says what a damaged log of changes cost, until somebody has read it', async () => {
  const path = join(temporaryFolder(), 'county.hubline')
  const held = await createCase(path, { name: 'County', policy: 'open', marking: 'OFFICIAL' }, 'a tester')
  await held.database.checkpoint()
  await held.database.write(undefined, (connection) => connection.run(setMeta('change', '1')))
  await databaseOf(held).close({ untouched: true })
  await held.close()
  writeFileSync(`${path}.wal`, 'this is no log of changes')
  const { page } = await openWindow(path)
  const notice = page.getByRole('region', { name: 'What happened to this case' })
  await notice.waitFor()
  await expect.poll(() => notice.textContent()).toMatch(/not in the case: 1 change made/)
  await notice.getByRole('button', { name: 'I have read this' }).click()
  await notice.waitFor({ state: 'detached' })
})
