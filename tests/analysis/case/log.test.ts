import { expect, it } from 'vitest'
import { CaseLog } from '../../../analysis/case/log.ts'
import { openCase } from '../../../analysis/case/open-case.ts'
import { sql } from '../../../analysis/case/sql.ts'
import type { CaseStore } from '../../../analysis/case/store.ts'
import type { Session } from '../../../analysis/contract/index.ts'
import { temporaryCase } from '../../support/cases.ts'

const analyst: Session = { person: 'A', role: 'hub', purpose: 'test', purposeStated: true }
const draft = (action: 'consultation' | 'alteration' | 'disclosure', subject = '') => ({
  action,
  question: 'lines.detail',
  subject,
})

it('chains every entry to the one before it, over closing and opening', async () => {
  const held = await temporaryCase()
  await held.log.write(analyst, draft('alteration', 'one'))
  await held.log.write(
    { ...analyst, purposeStated: false, purpose: 'unspecified' },
    draft('alteration', 'two'),
  )
  const head = await held.log.head()
  await held.close()
  const again = await openCase(held.path, 'A')
  expect(await again.log.head()).toBe(head)
  await again.log.write(analyst, draft('alteration', 'three'))
  const entries = (await again.log.entries({ after: 0 }, 10)).entries
  expect(entries.map((entry) => [entry.sequence, entry.subject, entry.purpose])).toEqual([
    [3, 'three', 'test'],
    [2, 'two', 'unspecified (not stated)'],
    [1, 'one', 'test'],
  ])
  expect(await again.log.verify()).toEqual({ intact: true, total: 3, brokenAt: null, clock: [] })
  await again.close()
})

it.each([
  ['a changed entry', sql`update audit set person = 'B' where sequence = 2`, 2],
  ['a changed count', sql`update audit set times = 9 where sequence = 3`, 3],
  ['a removed entry', sql`delete from audit where sequence = 2`, 3],
  ['a removed first entry', sql`delete from audit where sequence = 1`, 2],
  [
    'two entries that changed places',
    sql`update audit set sequence = 7 - sequence where sequence in (3, 4)`,
    3,
  ],
])('notices %s', async (_, change, brokenAt) => {
  const held = await temporaryCase()
  for (const subject of ['one', 'two', 'three', 'four'])
    await held.log.write(analyst, draft('alteration', subject))
  await held.database.write(undefined, (connection) => connection.run(change))
  expect(await held.log.verify()).toMatchObject({ intact: false, brokenAt })
})

it('writes the first consultation at once and counts the rest until it is flushed', async () => {
  const held = await temporaryCase()
  for (let time = 0; time < 1000; time += 1) await held.log.write(analyst, draft('consultation', 'line L-1'))
  await held.log.write(analyst, draft('consultation', 'line L-2'))
  expect((await held.log.entries({ after: 0 }, 10)).entries.map((entry) => entry.times)).toEqual([1, 1])
  await held.log.flush()
  const entries = (await held.log.entries({ after: 0 }, 10)).entries
  expect(entries.map((entry) => [entry.subject, entry.times])).toEqual([
    ['line L-1', 999],
    ['line L-2', 1],
    ['line L-1', 1],
  ])
  expect((await held.log.verify()).intact).toBe(true)
})

it('gives repeats the time at which they were last made, not that at which they are written', async () => {
  const held = await temporaryCase()
  for (let time = 0; time < 3; time += 1) await held.log.write(analyst, draft('consultation', 'line L-1'))
  const looked = Date.now()
  await new Promise((resolve) => setTimeout(resolve, 60))
  await held.log.flush()
  const [repeats] = (await held.log.entries({ after: 0 }, 10)).entries
  expect(repeats?.times).toBe(2)
  expect(Date.parse(repeats?.at ?? '')).toBeLessThanOrEqual(looked)
  expect((await held.log.verify()).intact).toBe(true)
})

it('flushes when the case is closed', async () => {
  const held = await temporaryCase()
  for (let time = 0; time < 5; time += 1) await held.log.write(analyst, draft('consultation'))
  await held.close()
  const again = await openCase(held.path, 'A')
  const entries = (await again.log.entries({ after: 0 }, 10)).entries
  expect(entries.reduce((sum, entry) => sum + entry.times, 0)).toBe(5)
  await again.close()
})

it('finds entries by action, role, words, day and place in the log', async () => {
  const held = await temporaryCase()
  await held.log.write(analyst, draft('alteration', 'Line 17'))
  await held.log.write(
    { ...analyst, role: 'police', purpose: 'Day of action' },
    draft('consultation', 'file 3'),
  )
  await held.log.write(analyst, draft('disclosure', '100% of_it'))
  const subjects = async (filter: Parameters<typeof held.log.entries>[0], limit = 10) => {
    const { entries, matching } = await held.log.entries(filter, limit)
    return [entries.map((entry) => entry.subject), matching]
  }
  expect(await subjects({ after: 0 }, 2)).toEqual([['100% of_it', 'file 3'], 3])
  expect(await subjects({ after: 0, before: 3 })).toEqual([['file 3', 'Line 17'], 2])
  expect(await subjects({ after: 0, action: 'alteration' })).toEqual([['Line 17'], 1])
  expect(await subjects({ after: 0, role: 'police' })).toEqual([['file 3'], 1])
  expect(await subjects({ after: 0, text: 'line 17' })).toEqual([['Line 17'], 1])
  expect(await subjects({ after: 0, text: 'DAY OF' })).toEqual([['file 3'], 1])
  expect(await subjects({ after: 0, text: '%' })).toEqual([['100% of_it'], 1])
  expect(await subjects({ after: 0, days: { from: '2000-01-01', to: '2000-12-31' } })).toEqual([[], 0])
  expect(await subjects({ after: 0, days: { from: '2000-01-01', to: '9999-12-31' } })).toMatchObject([
    { length: 3 },
    3,
  ])
})

it('keeps the chain whole when many write at once', async () => {
  const held = await temporaryCase()
  const writing = Array.from({ length: 40 }, (_, index) =>
    held.log.write(analyst, draft('alteration', `${index}`)),
  )
  await Promise.all(writing)
  expect(await held.log.verify()).toEqual({ intact: true, total: 40, brokenAt: null, clock: [] })
})

const hour = 3_600_000

it('notes that the clock went back, once, and by how much', async () => {
  const held = await temporaryCase()
  let now = Date.parse('2026-03-01T12:00:00Z')
  const log = new CaseLog(held.database, undefined, () => now)
  await log.write(analyst, draft('alteration', 'one'))
  now -= 2 * hour
  await log.write(analyst, draft('alteration', 'two'))
  now += 1000
  await log.write(analyst, draft('consultation', 'three'))
  const opened = new CaseLog(held.database, undefined, () => now)
  now -= 400
  await opened.write(analyst, draft('alteration', 'four'))
  const entries = (await log.entries({ after: 0 }, 10)).entries.reverse()
  expect(entries.map(({ question, subject, at }) => [question, subject, at.slice(11, 19)])).toEqual([
    ['lines.detail', 'one', '12:00:00'],
    ['log.clock', 'the clock went back by 2 hours', '10:00:00'],
    ['lines.detail', 'two', '10:00:00'],
    ['lines.detail', 'three', '10:00:01'],
    ['lines.detail', 'four', '10:00:00'],
  ])
  expect(await log.verify()).toEqual({
    intact: true,
    total: 5,
    brokenAt: null,
    clock: ['Entry 2 of the log: the clock went back by 2 hours'],
  })
})

it('notes that the clock went back also where the entry that would have told it could not be written', async () => {
  const held = await temporaryCase()
  let now = Date.parse('2026-03-01T12:00:00Z')
  let isBroken = false
  /** The same case, of which a transaction fails at its end. */
  const failing: CaseStore = Object.create(held.database, {
    write: {
      value: (...[signal, work, options]: Parameters<CaseStore['write']>) =>
        held.database.write(
          signal,
          async (connection) => {
            const done = await work(connection)
            if (isBroken) throw new Error('broken off')
            return done
          },
          options,
        ),
    },
  })
  const log = new CaseLog(failing, undefined, () => now)
  await log.write(analyst, draft('alteration', 'one'))
  now -= 2 * hour
  isBroken = true
  await expect(log.write(analyst, draft('alteration', 'lost'))).rejects.toThrow()
  isBroken = false
  now += 1000
  await log.write(analyst, draft('alteration', 'two'))
  await log.write(analyst, draft('alteration', 'three'))
  const entries = (await log.entries({ after: 0 }, 10)).entries.reverse()
  expect(entries.map(({ question, subject, at }) => [question, subject, at.slice(11, 19)])).toEqual([
    ['lines.detail', 'one', '12:00:00'],
    ['log.clock', 'the clock went back by 2 hours', '10:00:01'],
    ['lines.detail', 'two', '10:00:01'],
    ['lines.detail', 'three', '10:00:01'],
  ])
  expect((await log.verify()).intact).toBe(true)
})

it('does not take consultations that were counted for a clock that went back', async () => {
  const held = await temporaryCase()
  let now = Date.parse('2026-03-01T12:00:00Z')
  const log = new CaseLog(held.database, undefined, () => now)
  for (let time = 0; time < 3; time += 1) await log.write(analyst, draft('consultation', 'line L-1'))
  now += hour
  await log.write(analyst, draft('alteration', 'one'))
  await log.flush()
  now += 1000
  await log.write(analyst, draft('alteration', 'two'))
  expect(await log.verify()).toMatchObject({ intact: true, total: 4, clock: [] })
})

it('tells of it in a log that was written before such entries were', async () => {
  const held = await temporaryCase()
  for (const subject of ['one', 'two', 'three']) await held.log.write(analyst, draft('alteration', subject))
  await held.database.write(undefined, (connection) =>
    connection.run(sql`update audit set "at" = "at" - interval 3 day where sequence = 2`),
  )
  expect((await held.log.verify()).clock).toEqual(['Before entry 2 of the log the clock went back by 3 days'])
})

it('counts consultations together however the clock goes', async () => {
  const held = await temporaryCase()
  let now = Date.parse('2026-03-01T12:00:00Z')
  const log = new CaseLog(held.database, undefined, () => now)
  for (let time = 0; time < 5; time += 1) {
    await log.write(analyst, draft('consultation', 'line L-1'))
    now += time % 2 === 0 ? hour : -hour
  }
  await log.flush()
  expect((await log.entries({ after: 0 }, 10)).entries.map(({ times }) => times)).toEqual([4, 1])
})
