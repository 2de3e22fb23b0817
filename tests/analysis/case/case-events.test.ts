import { expect, it } from 'vitest'
import { CaseEvents } from '../../../analysis/app/case-events.ts'
import type { OpenCase } from '../../../analysis/case/open-case.ts'
import { type Sql, sql } from '../../../analysis/case/sql.ts'
import { temporaryCase } from '../../support/cases.ts'

const run = ({ database }: OpenCase, statement: Sql) =>
  database.write(undefined, (connection) => connection.run(statement))

it('tells of what is open and of each change of it, and of nothing that a question worked out for itself', async () => {
  const [first, second] = [await temporaryCase(), await temporaryCase()]
  const events = new CaseEvents()
  let changes = 0
  events.changes.listen(() => {
    changes += 1
  })
  expect(events.state).toEqual({ opening: null, change: null })
  events.follow(first.database)
  const { opening } = events.state
  expect([events.state, changes]).toEqual([{ opening: expect.any(String), change: null }, 1])
  await run(first, sql`delete from place_cell`)
  await run(first, sql`delete from decision`)
  await expect.poll(() => events.state).toEqual({ opening, change: expect.any(String) })
  expect(changes).toBe(2)
  const { change } = events.state
  await run(first, sql`delete from place_area`)
  await run(first, sql`delete from file`)
  await expect.poll(() => events.state.change).not.toBe(change)
  expect(changes).toBe(3)
  events.follow(second.database)
  expect(events.state).toEqual({ opening: expect.any(String), change: null })
  expect(events.state.opening).not.toBe(opening)
  await run(first, sql`delete from file`)
  events.follow(null)
  await run(second, sql`delete from file`)
  expect([events.state, changes]).toEqual([{ opening: null, change: null }, 5])
})
