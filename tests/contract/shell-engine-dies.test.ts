import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { expect, it } from 'vitest'
import { untilAsked } from '../support/hosts.ts'
import { forkProcess, shellHost } from '../support/shell-hosts.ts'

const endless = { sql: 'select count(*) from range(100000000000) a(i) where i % 3 = hash(i) % 5' }
const failureOf = (asked: Promise<unknown>) =>
  asked.then(
    () => null,
    (error: unknown) => error,
  )

it('answers what waited, starts again, and hands every window a new port with its case and role', async () => {
  const host = await shellHost(forkProcess)
  const path = join(host.folder, 'case.hubline')
  const made = await host.ask.case.create({ name: 'case', path })
  const police = await host.askAs({ role: 'police', person: 'P' })
  const waiting = failureOf(host.ask.query.select(endless))
  await untilAsked(host.ask, 'query.select')
  const { processId } = host.engine
  process.kill(processId!, 'SIGKILL')
  const failure = await waiting
  expect(failure).toBeInstanceOf(ORPCError)
  expect(failure).toMatchObject({
    code: 'ENGINE_STOPPED',
    defined: true,
    data: { remedy: expect.any(String) },
  })
  await expect.poll(() => host.engine.isAnswering && host.engine.processId !== processId).toBe(true)
  expect(host.said.join('\n')).toMatch(/The engine stopped \(ended by SIGKILL/)
  expect(await host.ask.case.describe({})).toEqual(made)
  expect((await police.case.describe({}))?.session).toMatchObject({ role: 'police', person: 'P' })
  expect(await failureOf(police.query.select({ sql: 'select 1' }))).toMatchObject({ code: 'ROLE_FORBIDDEN' })
  expect((await host.ask.log.entries({})).intact).toBe(true)
})

it('ends the engine with the shell, after it has finished', async () => {
  const host = await shellHost(forkProcess)
  await host.ask.case.create({ name: 'case', path: join(host.folder, 'case.hubline') })
  const { processId } = host.engine
  await host.engine.close()
  expect(() => process.kill(processId!, 0)).toThrow()
})
