import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { projectFolder } from '../../../analysis/cli/build.mjs'
import { askEngine, testSession } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('refuses a file that the case holds as a kind of a later version, and says what to do', async () => {
  const folder = temporaryFolder()
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  const details = { name: 'later', policy: 'open', marking: 'OFFICIAL' } as const
  const opened = await engine.create(join(folder, 'later.hubline'), details, testSession)
  const ask = askEngine(engine)
  const path = join(projectFolder, 'sample-data/small/custody/small-custody.csv')
  const load = () => ask.sources.import({ sources: [{ path }], provenance: {} })
  const [first] = await load()
  expect(first).toMatchObject({ kind: 'custody', rowsLoaded: 8 })
  await opened.database.write(undefined, (connection) =>
    connection.run(sql`update file set kind = 'tattoos'; update record set kind = 'tattoos'`),
  )
  const [again] = await load()
  expect(again).toMatchObject({
    kind: null,
    rowsRead: 0,
    rowsLoaded: 0,
    rowsDuplicate: 0,
    fileId: null,
    error: {
      code: 'KIND_UNKNOWN',
      data: {
        subject: 'small-custody.csv',
        detail: 'the case holds it already, as a kind of source that this version does not know: "tattoos"',
        remedy: expect.stringContaining('remove it from the case'),
      },
    },
  })
  const [held] = await ask.sources.list({})
  expect(held).toMatchObject({ kind: 'tattoos', rowsLoaded: 8 })
  await ask.sources.remove({ fileId: held!.fileId, why: 'to load it again' })
  expect(await load()).toMatchObject([{ kind: 'custody', rowsLoaded: 8, rowsDuplicate: 1 }])
})
