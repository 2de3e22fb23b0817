import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createEngine } from '../../../analysis/app/create-engine.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { Jobs } from '../../../analysis/platform/jobs.ts'
import { askEngine } from '../../support/hosts.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A job that runs until it is cancelled. */
const endless = (jobs: Jobs, title: string) =>
  jobs.run(
    title,
    undefined,
    ({ signal }) => new Promise<void>((done) => signal.addEventListener('abort', () => done())),
  )

test('analysts see every job and cancel it, a lead and a reader neither see nor cancel those of others', async () => {
  const engine = createEngine({ applicationFolder: join(temporaryFolder(), 'application') })
  onTestFinished(() => engine.close())
  const as = (role: Role) =>
    askEngine(engine, { person: 'a tester', role, purpose: 'test', purposeStated: true })
  const running = endless(engine.jobs, 'Importing Sophie Yeadon.csv')
  const [{ jobId } = { jobId: '' }] = engine.jobs.list()
  const seenBy = async (role: Role) => {
    const told: { title: string }[][] = []
    for await (const jobs of await as(role).jobs.watch({})) {
      told.push(jobs)
      break
    }
    for await (const { jobs } of await as(role).session.watch({})) {
      told.push(jobs)
      break
    }
    return told.flat().map(({ title }) => title)
  }
  for (const role of ['lead', 'reader'] as const) {
    expect(await seenBy(role)).toEqual([])
    expect(await as(role).jobs.cancel({ jobId })).toEqual({ cancelled: false })
  }
  for (const role of ['police', 'health', 'hub'] as const)
    expect(await seenBy(role)).toEqual(['Importing Sophie Yeadon.csv', 'Importing Sophie Yeadon.csv'])
  expect(await as('police').jobs.cancel({ jobId })).toEqual({ cancelled: true })
  await running.catch(() => undefined)
})

test('the jobs of one’s own questions are seen and cancelled', async () => {
  const jobs = new Jobs()
  const viewer = { asker: { session: 'mine' }, seesAll: false }
  const own = jobs.askedBy(viewer.asker, () => endless(jobs, 'Profile'))
  const other = endless(jobs, 'Importing')
  expect(jobs.list(viewer).map(({ title }) => title)).toEqual(['Profile'])
  const [ownJob, otherJob] = jobs.list()
  expect(jobs.cancel(otherJob!.jobId, viewer)).toBe(false)
  expect(jobs.cancel(ownJob!.jobId, viewer)).toBe(true)
  jobs.cancel(otherJob!.jobId)
  await Promise.allSettled([own, other])
})
