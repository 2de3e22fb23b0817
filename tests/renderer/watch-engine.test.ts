import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { QueryObserver } from '@tanstack/react-query'
import { expect, it, onTestFinished } from 'vitest'
import { createEngine, type Engine } from '../../analysis/app/create-engine.ts'
import { sql } from '../../analysis/case/sql.ts'
import type { CaseDescription, Job } from '../../analysis/contract/index.ts'
import { createQueries } from '../../renderer/engine/engine-context.ts'
import { watchEngine } from '../../renderer/engine/watch-engine.ts'
import { askEngine, testSession } from '../support/hosts.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const details = { policy: 'open', marking: 'OFFICIAL' } as const

/** Passes one step at a time: `reached` resolves when somebody waits, `pass` lets everybody through from then on. */
function gate() {
  let pass: () => void = () => undefined
  let arrive: () => void = () => undefined
  const passed = new Promise<void>((resolve) => {
    pass = resolve
  })
  const reached = new Promise<void>((resolve) => {
    arrive = resolve
  })
  const wait = () => {
    arrive()
    return passed
  }
  return { pass, reached, wait }
}

const openGate = { wait: () => Promise.resolve() }

/** The window's questions about the case over a real engine, with each side of the race held where a test wants it. */
function windowOver(first: Engine) {
  let engine = first
  let answerGate: { wait: () => Promise<void> } = openGate
  let watchGate: { wait: () => Promise<void> } = openGate
  let wordGate: { wait: () => Promise<void> } = openGate
  let cut: () => void = () => undefined
  const client = () => askEngine(engine)
  const watch = async (signal: AbortSignal) => {
    await watchGate.wait()
    const connection = new AbortController()
    cut = () => connection.abort()
    const states = await client().session.watch({}, { signal: AbortSignal.any([signal, connection.signal]) })
    return (async function* () {
      for await (const state of states) {
        await wordGate.wait()
        yield state
      }
    })()
  }
  const queries = createQueries()
  const observer = new QueryObserver(queries, {
    queryKey: ['case'],
    queryFn: async () => {
      const held = answerGate
      const answer = await client().case.describe({})
      await held.wait()
      return answer
    },
  })
  const ending = new AbortController()
  let jobs: readonly Job[] = []
  onTestFinished(async () => {
    ending.abort()
    cut()
    queries.clear()
  })
  return {
    look: () => onTestFinished(observer.subscribe(() => undefined)),
    follow: () =>
      void watchEngine({
        watch,
        queries,
        signal: ending.signal,
        onJobs: (moved) => {
          jobs = moved
        },
        pauseMilliseconds: 10,
      }),
    holdAnswers: (held: { wait: () => Promise<void> }) => {
      answerGate = held
    },
    holdWatch: (held: { wait: () => Promise<void> }) => {
      watchGate = held
    },
    holdWords: (held: { wait: () => Promise<void> }) => {
      wordGate = held
    },
    cut: () => cut(),
    use: (next: Engine) => {
      engine = next
    },
    shown: (): CaseDescription | null | undefined => observer.getCurrentResult().data,
    running: () => jobs.filter((job) => job.state === 'running').map((job) => job.title),
  }
}

function engineIn(folder: string): Engine {
  const engine = createEngine({ applicationFolder: join(folder, 'application') })
  onTestFinished(() => engine.close())
  return engine
}

async function setUp() {
  const folder = temporaryFolder()
  const engine = engineIn(folder)
  const create = (name: string) =>
    engine.create(join(folder, `${name}.hubline`), { ...details, name }, testSession)
  const window = windowOver(engine)
  const shows = (name: string | null) =>
    expect.poll(() => (window.shown() === null ? null : window.shown()?.name)).toBe(name)
  return { folder, engine, create, window, shows }
}

it('shows a case that was opened after the first answer and before the window follows', async () => {
  const { create, window, shows } = await setUp()
  window.look()
  await shows(null)
  await create('opened')
  window.follow()
  await shows('opened')
})

it('shows a case that was opened while the first answer, which knew none, was on its way', async () => {
  const { create, window, shows } = await setUp()
  const answer = gate()
  window.holdAnswers(answer)
  window.look()
  await answer.reached
  window.holdAnswers(openGate)
  await create('opened')
  window.follow()
  await new Promise((done) => setTimeout(done, 50))
  answer.pass()
  await shows('opened')
  await new Promise((done) => setTimeout(done, 50))
  await shows('opened')
})

it('shows a case that is opened, and another one, while it follows', async () => {
  const { create, window, shows } = await setUp()
  window.look()
  window.follow()
  await shows(null)
  await create('first')
  await shows('first')
  await create('second')
  await shows('second')
})

it('shows what was opened while its connection was lost, by an engine that was started again too', async () => {
  const { folder, engine, create, window, shows } = await setUp()
  await create('first')
  window.look()
  window.follow()
  await shows('first')
  const lost = gate()
  window.holdWatch(lost)
  window.cut()
  await lost.reached
  await create('second')
  window.holdWatch(openGate)
  lost.pass()
  await shows('second')

  const dead = gate()
  window.holdWatch(dead)
  window.cut()
  await engine.close()
  await dead.reached
  const next = engineIn(folder)
  await next.open(join(folder, 'first.hubline'), testSession)
  window.use(next)
  window.holdWatch(openGate)
  dead.pass()
  await shows('first')
})

it('says that none is open when the case was closed and could not be opened again', async () => {
  const { folder, engine, create, window, shows } = await setUp()
  await create('lost')
  window.look()
  window.follow()
  await shows('lost')
  const path = join(folder, 'lost.hubline')
  await engine
    .exchange(path, testSession, async () => {
      rmSync(path)
      throw new Error('the copy was not there')
    })
    .catch(() => undefined)
  expect(existsSync(path)).toBe(false)
  await shows(null)
})

it('drops the bar of a job that ended while the connection was lost, and shows the one that began', async () => {
  const { engine, window } = await setUp()
  const [first, second] = [gate(), gate()]
  const one = engine.jobs.run('one', undefined, first.wait)
  window.follow()
  await expect.poll(window.running).toEqual(['one'])
  const lost = gate()
  window.holdWatch(lost)
  window.cut()
  await lost.reached
  expect(window.running()).toEqual([])
  first.pass()
  await one
  const two = engine.jobs.run('two', undefined, second.wait)
  window.holdWatch(openGate)
  lost.pass()
  await expect.poll(window.running).toEqual(['two'])
  second.pass()
  await two
  await expect.poll(window.running).toEqual([])
})

it.each(['before the window follows', 'while the connection is lost', 'between two words'])(
  'shows what a job changed that began and ended %s',
  async (when) => {
    const { engine, create, window, shows } = await setUp()
    const opened = await create('loading')
    const change = () =>
      engine.jobs.run('short', undefined, async () => {
        await opened.database.write(undefined, (connection) =>
          connection.run({ text: "update meta set value = '7' where key = 'data_version'", values: [] }),
        )
      })
    window.look()
    await shows('loading')
    if (when === 'before the window follows') {
      await change()
      window.follow()
    } else if (when === 'while the connection is lost') {
      window.follow()
      await expect.poll(() => window.shown()?.dataVersion).toBe(0)
      const lost = gate()
      window.holdWatch(lost)
      window.cut()
      await lost.reached
      await change()
      lost.pass()
    } else {
      window.follow()
      await expect.poll(() => window.shown()?.dataVersion).toBe(0)
      const [word, other] = [gate(), gate()]
      window.holdWords(word)
      const long = engine.jobs.run('long', undefined, other.wait)
      await word.reached
      await change()
      word.pass()
      await expect.poll(() => window.shown()?.dataVersion).toBe(7)
      other.pass()
      await long
    }
    await expect.poll(() => window.shown()?.dataVersion).toBe(7)
  },
)

it('shows what changed without a job, as by another window', async () => {
  const { create, window, shows } = await setUp()
  const opened = await create('shared')
  window.look()
  window.follow()
  await shows('shared')
  const setVersion = (version: string) =>
    opened.database.write(undefined, (connection) =>
      connection.run(sql`update meta set value = ${version} where key = 'data_version'`),
    )
  for (const version of [7, 8]) {
    await setVersion(String(version))
    await expect.poll(() => window.shown()?.dataVersion).toBe(version)
  }
})
