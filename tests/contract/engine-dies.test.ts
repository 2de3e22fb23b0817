import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { heldEngine } from '../support/held-engine.ts'
import { type LoopbackHost, loopbackHost, untilAsked } from '../support/hosts.ts'
import { patience } from '../support/patience.ts'

const endless = { sql: 'select count(*) from range(100000000000) a(i) where i % 3 = hash(i) % 5' }
const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => error,
  )

async function kill(host: LoopbackHost): Promise<void> {
  const { processId } = host.workbench.host
  process.kill(processId!, 'SIGKILL')
  await expect.poll(() => host.workbench.host.processId !== processId).toBe(true)
}

it('tells the caller, starts again, and has the case and the roles as they were', async () => {
  const host = await loopbackHost()
  const path = join(host.folder, 'case.hubline')
  const made = await host.ask.case.create({ name: 'case', path })
  const police = await host.askAs({ role: 'police', person: 'P' })
  expect((await police.case.describe({}))?.session.role).toBe('police')
  const waiting = failureOf(host.ask.query.select(endless))
  await untilAsked(host.ask, 'query.select')
  const before = host.workbench.host.processId
  await kill(host)
  const failure = await waiting
  expect(failure).toBeInstanceOf(ORPCError)
  expect(failure).toMatchObject({
    code: 'ENGINE_STOPPED',
    defined: true,
    data: { remedy: expect.any(String) },
  })
  expect(await host.workbench.host.ready(patience)).toBe(true)
  expect(host.workbench.host.processId).not.toBe(before)
  expect(host.workbench.host.diedBecause).toMatch(/SIGKILL/)
  expect(host.said.join('\n')).toMatch(/The engine stopped \(ended by SIGKILL/)
  const after = await host.ask.case.describe({})
  expect(after).toEqual(made)
  expect((await police.case.describe({}))?.session).toMatchObject({ role: 'police', person: 'P' })
  expect(await failureOf(police.query.select({ sql: 'select 1' }))).toMatchObject({ code: 'ROLE_FORBIDDEN' })
  expect((await host.ask.log.entries({})).intact).toBe(true)
})

it('answers ENGINE_STOPPED while it starts', async () => {
  const { engineEntry, hold, letGo } = heldEngine()
  const host = await loopbackHost({ engineEntry })
  hold()
  await kill(host)
  await expect.poll(() => host.workbench.host.processId).toBeDefined()
  expect(await failureOf(host.ask.case.describe({}))).toMatchObject({ code: 'ENGINE_STOPPED' })
  letGo()
  expect(await host.workbench.host.ready(patience)).toBe(true)
  expect(await host.ask.case.describe({})).toBeNull()
})

it('starts without a case that cannot be opened, and says so', async () => {
  const { engineEntry, hold, letGo } = heldEngine()
  const host = await loopbackHost({ engineEntry })
  const path = join(host.folder, 'case.hubline')
  await host.ask.case.create({ name: 'case', path })
  hold()
  await kill(host)
  writeFileSync(path, 'this is no case')
  letGo()
  expect(await host.workbench.host.ready(patience)).toBe(true)
  expect(await host.ask.case.describe({})).toBeNull()
  expect(host.said.join('\n')).toMatch(/The case was not opened/)
})

it('keeps every committed write and nothing of an unfinished one', async () => {
  const host = await loopbackHost()
  const path = join(host.folder, 'case.hubline')
  await host.ask.case.create({ name: 'case', path })
  for (let round = 0; round < 3; round += 1) {
    await host.ask.query.select({ sql: `select ${round}` })
    const { total } = await host.ask.log.entries({})
    await kill(host)
    expect(await host.workbench.host.ready(patience)).toBe(true)
    const log = await host.ask.log.entries({})
    expect(log.intact).toBe(true)
    expect(log.total).toBeGreaterThanOrEqual(total)
  }
})

it('ends with its host', async () => {
  const host = await loopbackHost()
  const { processId } = host.workbench.host
  await host.workbench.close()
  expect(() => process.kill(processId!, 0)).toThrow()
})
