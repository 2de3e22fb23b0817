import { statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { serveWorkbench, type Workbench } from '../../analysis/server/serve.ts'
import { keepFigures } from '../support/figures.ts'
import { type Asking, askOver, enter, testSession } from '../support/hosts.ts'
import { patience } from '../support/patience.ts'
import { seeded } from '../support/seeded.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { Acknowledged } from './acknowledged.ts'
import { caseIn, type Stage, stagesOf } from './stages.ts'

const isLong = process.env.HUBLINE_LONG === '1'
const lives = isLong ? 8 : 1
const seed = Number(process.env.HUBLINE_SEED ?? 20_261_127)

interface Tally {
  moments: number
  byKind: Map<string, number>
  unanswered: number
  acknowledgedRows: number
  lostRows: number
}

async function startHost(folder: string, casePath?: string): Promise<{ workbench: Workbench; ask: Asking }> {
  const workbench = await serveWorkbench({
    engineEntry: join(inject('engineFolder'), 'engine-process.mjs'),
    rendererFolder: folder,
    applicationFolder: join(folder, 'application'),
    firstSession: testSession,
    casePath,
  })
  expect(await workbench.host.ready(patience)).toBe(true)
  return { workbench, ask: askOver(workbench, await enter(workbench)) }
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))

function killEngine({ host }: Workbench): void {
  const { processId } = host
  if (processId !== undefined) process.kill(processId, 'SIGKILL')
}

async function backAgain({ host }: Workbench, before: number | undefined): Promise<void> {
  await expect.poll(() => host.processId !== before).toBe(true)
  expect(await host.ready(patience)).toBe(true)
}

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** Waits until a commit has lengthened the log of changes, or a checkpoint has emptied it. */
async function untilWritten(path: string, isOver: () => boolean): Promise<void> {
  const before = sizeOf(`${path}.wal`)
  while (!isOver() && Math.abs(sizeOf(`${path}.wal`) - before) < 4096) await pause(1)
}

type When = 'at random' | 'at a commit' | 'while closing' | 'while opening again'

/** One case as it is worked on and killed. */
interface Life {
  readonly folder: string
  readonly path: string
  readonly acknowledged: Acknowledged
  readonly random: () => number
  /** How long each stage takes, in milliseconds. */
  readonly durations: ReadonlyMap<string, number>
  readonly tally: Tally
}

function countKind({ byKind }: Tally, kind: string): void {
  byKind.set(kind, (byKind.get(kind) ?? 0) + 1)
}

/** Looks for what was answered, and adds the moment to the tally. */
async function lookAfterKill({ acknowledged, tally }: Life, kind: string, ask: Asking): Promise<void> {
  tally.moments += 1
  countKind(tally, kind)
  tally.acknowledgedRows += acknowledged.rows
  tally.lostRows += await acknowledged.lostRows(ask)
}

/** Kills the engine of a host that is closing, and looks with another host. */
async function killWhileClosing(life: Life, stage: Stage, workbench: Workbench): Promise<void> {
  const { processId } = workbench.host
  const closing = workbench.close()
  await pause(life.random() * 120)
  if (processId !== undefined) {
    try {
      process.kill(processId, 'SIGKILL')
    } catch {
      countKind(life.tally, 'closed before it was killed')
    }
  }
  await closing
  const next = await startHost(life.folder, life.path)
  await lookAfterKill(life, `${stage.name}, while closing`, next.ask)
  await next.workbench.close()
}

/** Kills the engine again while it opens the case that it was killed with. */
async function killWhileOpeningAgain(
  { random, tally }: Life,
  workbench: Workbench,
  before: number | undefined,
): Promise<void> {
  await expect.poll(() => workbench.host.processId !== before, { interval: 5 }).toBe(true)
  const second = workbench.host.processId
  await pause(random() * 600)
  killEngine(workbench)
  await backAgain(workbench, second)
  tally.moments += 1
}

/** Kills the engine once while a stage is done, looks for what was answered, and does the stage again. */
async function killDuring(life: Life, stage: Stage, when: When): Promise<void> {
  const { folder, path, acknowledged, random, durations, tally } = life
  const { workbench, ask } = await startHost(folder, path)
  let isOver = false
  let wasAnswered = false
  const before = workbench.host.processId
  const working = stage.run(ask, acknowledged).then(
    () => {
      wasAnswered = true
      isOver = true
    },
    () => {
      isOver = true
    },
  )
  if (when === 'while closing') {
    await working
    await killWhileClosing(life, stage, workbench)
    return
  }
  if (when === 'at a commit') {
    await untilWritten(path, () => isOver)
    await pause(random() * 30)
  } else await pause(random() * (durations.get(stage.name) ?? 1000))
  killEngine(workbench)
  await working
  if (!wasAnswered) tally.unanswered += 1
  if (when === 'while opening again') await killWhileOpeningAgain(life, workbench, before)
  else await backAgain(workbench, before)
  await lookAfterKill(life, `${stage.name}, ${when}`, ask)
  await stage.run(ask, acknowledged)
  expect(await acknowledged.lostRows(ask)).toBe(0)
  await workbench.close()
}

const moments: readonly When[] = [
  'at random',
  'at a commit',
  'at random',
  'while opening again',
  'at random',
  'while closing',
]

/** One life of a case: every stage is killed once, what was answered is looked for, and the stage is done again. */
async function liveThrough(
  round: number,
  random: () => number,
  durations: Map<string, number>,
  tally: Tally,
) {
  const folder = temporaryFolder()
  const path = caseIn(folder)
  const first = await startHost(folder)
  await first.ask.case.create({ name: 'killed', path })
  await first.workbench.close()
  const life: Life = { folder, path, acknowledged: new Acknowledged(), random, durations, tally }
  for (const [index, stage] of stagesOf(folder, round).entries())
    await killDuring(life, stage, isLong ? moments[(index + round) % moments.length]! : moments[index]!)
}

/** How long each stage takes when nobody kills it. */
async function measureStages(): Promise<Map<string, number>> {
  const folder = temporaryFolder()
  const acknowledged = new Acknowledged()
  const { workbench, ask } = await startHost(folder)
  await ask.case.create({ name: 'measured', path: caseIn(folder) })
  const durations = new Map<string, number>()
  for (const stage of stagesOf(folder, 0)) {
    const started = performance.now()
    await stage.run(ask, acknowledged)
    durations.set(stage.name, performance.now() - started)
  }
  expect(await acknowledged.lostRows(ask)).toBe(0)
  expect(acknowledged.rows).toBeGreaterThan(49_000)
  await workbench.close()
  return durations
}

it(
  'loses no acknowledged row, whenever the engine is killed',
  async () => {
    const random = seeded(seed)
    const tally: Tally = { moments: 0, byKind: new Map(), unanswered: 0, acknowledgedRows: 0, lostRows: 0 }
    const durations = await measureStages()
    for (let round = 1; round <= lives; round += 1) await liveThrough(round, random, durations, tally)
    const kinds = [...tally.byKind].map(([kind, count]) => `  ${count} ${kind}`).sort()
    process.stdout.write(
      `\nEngine killed at ${tally.moments} moments (seed ${seed}), ${tally.unanswered} of them before it had answered; ` +
        `acknowledged rows looked for ${tally.acknowledgedRows.toLocaleString('en-GB')}, committed rows lost ${tally.lostRows}\n${kinds.join('\n')}\n`,
    )
    keepFigures({
      seed,
      moments: tally.moments,
      'before it had answered': tally.unanswered,
      'acknowledged rows looked for': tally.acknowledgedRows,
      'rows lost': tally.lostRows,
    })
    expect(tally.lostRows).toBe(0)
    expect(tally.moments).toBeGreaterThanOrEqual(isLong ? 50 : 6)
  },
  isLong ? 3_600_000 : undefined,
)
