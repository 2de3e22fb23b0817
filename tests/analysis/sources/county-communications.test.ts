import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { column, rows } from '../../../analysis/case/rows.ts'
import { sql } from '../../../analysis/case/sql.ts'
import { readTruth } from '../../../analysis/cli/truth-files.ts'
import { unwatched } from '../../../analysis/platform/jobs.ts'
import { filesOf, importFiles } from '../../../analysis/sources/import-files.ts'
import { generateCounty } from '../../../sample-data/generate/index.ts'
import { temporaryCase } from '../../support/cases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('a county’s communications are counted once, whatever clocks its operators and phones keep', async () => {
  const county = join(temporaryFolder(), 'county')
  mkdirSync(county)
  await generateCounty({ seed: 301, size: 'small', outDirectory: county })
  const open = await temporaryCase()
  const files = [...(await filesOf(join(county, 'calls'))), ...(await filesOf(join(county, 'phones')))]
  await importFiles(open, { files, provenance: {}, person: 'a tester' }, unwatched())
  const truth = (await readTruth(join(county, 'truth'), 'events.csv')).filter(({ file }) => file === 'all')
  const expected = truth.reduce((sum, { communications }) => sum + Number(communications), 0)
  expect(expected).toBe(157_036)
  const exhibits = await readTruth(join(county, 'truth'), 'exhibits.csv')
  const twoSims = exhibits.filter(
    ({ file }, index) => exhibits.findIndex((one) => one.file === file) !== index,
  )
  const sims = twoSims.map(({ file, number }) => ({
    first: exhibits.find((one) => one.file === file)?.number ?? '',
    second: number ?? '',
  }))
  const found = await open.database.readAsStored(undefined, (connection) =>
    connection.one(
      rows({ all: column.integer, calls: column.integer, doubled: column.integer })(sql`
      with sims as (select unnest(${sims.map(({ first }) => first)}) as first_sim, unnest(${sims.map(({ second }) => second)}) as second_sim),
      calls as (
        select c.*, f.value as caller, t.value as called from communication c
        join number f on f.number_id = c.from_number_id join number t on t.number_id = c.to_number_id where c.medium = 'call'
      ),
      -- A phone does not write by which of its two numbers a call came, so its operator's record stays a call of its own.
      doubled as (
        select distinct x.communication_id from calls x join sims s on s.first_sim in (x.caller, x.called)
        join calls y on abs(epoch(x."at") - epoch(y."at")) <= 12 and y.caller = if(x.caller = s.first_sim, s.second_sim, x.caller)
          and y.called = if(x.called = s.first_sim, s.second_sim, x.called)
      )
      select cast((select count(*) from communication) as integer) as "all", cast((select count(*) from calls) as integer) as calls,
        cast((select count(*) from doubled) as integer) as doubled`),
    ),
  )
  expect(Math.abs(found!.all / expected - 1)).toBeLessThan(0.01)
  const calls = Number(truth.find(({ sheet }) => sheet === 'calls')!.communications)
  expect(Math.abs(found!.calls - found!.doubled - calls)).toBeLessThan(calls * 0.0005)
})
