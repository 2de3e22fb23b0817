import { fork } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { arch, availableParallelism, cpus, platform, release, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { generateCounty } from '../../sample-data/generate/index.ts'
import type { BenchResult, BenchWork } from '../bench/bench-messages.ts'
import { type BenchFigure, figureAlone, markdownOf, pairedFigure } from '../bench/figures.ts'
import { CancelledError, throwIfCancelled } from '../platform/errors.ts'
import { clearStep, showStep } from './progress.ts'
import { type CommonOptions, type Shell, wholeNumber, withCommonOptions } from './shell.ts'

interface BenchOptions extends CommonOptions {
  rows: number
  people: number
  repetitions: number
  county: boolean
  case?: string
}

class Bench {
  private readonly entry: string
  private readonly signal: AbortSignal
  readonly folder: string

  constructor(entry: string, folder: string, signal: AbortSignal) {
    this.entry = entry
    this.folder = folder
    this.signal = signal
  }

  place(name: string): string {
    return join(this.folder, name)
  }

  /** Does one piece of work in its own process. */
  run(words: string, work: BenchWork): Promise<BenchResult> {
    throwIfCancelled(this.signal)
    showStep('Bench', words, 0, 0)
    return new Promise((resolve, reject) => {
      const child = fork(this.entry, [], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
        signal: this.signal,
      })
      child.once('error', (error) => reject(this.signal.aborted ? new CancelledError() : error))
      let answer: BenchResult | { failure: string } | null = null
      child.once('message', (message) => {
        answer = message as BenchResult | { failure: string }
      })
      child.once('exit', (status) => {
        if (answer && 'seconds' in answer) resolve(answer)
        else reject(new Error(`${words}: ${answer?.failure ?? `the process ended with status ${status}`}`))
      })
      child.send(work)
    })
  }

  /** Measures ours and the yardstick in turn, alternating the order. */
  async pairs(
    repetitions: number,
    ours: (repetition: number) => Promise<BenchResult>,
    theirs: (repetition: number) => Promise<BenchResult>,
  ): Promise<[BenchResult[], BenchResult[]]> {
    const measured: [BenchResult[], BenchResult[]] = [[], []]
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      if (repetition % 2 === 0) measured[0].push(await ours(repetition))
      measured[1].push(await theirs(repetition))
      if (repetition % 2 === 1) measured[0].push(await ours(repetition))
    }
    return measured
  }
}

async function measureCalls(bench: Bench, { rows, repetitions }: BenchOptions): Promise<BenchFigure[]> {
  const path = bench.place('calls.csv')
  const casePath = (repetition: number) => bench.place(`calls-${repetition}.hubline`)
  await bench.run(`writing ${rows} calls`, { work: 'write-calls', path, rows })
  const [ours, theirs] = await bench.pairs(
    repetitions,
    (repetition) =>
      bench.run(`import ${repetition + 1}`, {
        work: 'import',
        casePath: casePath(repetition),
        path,
        kind: 'calls',
      }),
    (repetition) =>
      bench.run(`DuckDB alone ${repetition + 1}`, {
        work: 'import-yardstick',
        databasePath: bench.place(`bare-${repetition}.duckdb`),
        path,
      }),
  )
  const loaded = casePath(0)
  const views: BenchResult[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1)
    views.push(await bench.run('first view', { work: 'first-view', casePath: loaded }))
  const brush = await bench.run('brushing', { work: 'brush', casePath: loaded, questions: 100 })
  const counted = rows.toLocaleString('en-GB')
  return [
    pairedFigure(
      `import of ${counted} calls`,
      'create table as select * from read_csv, CHECKPOINT',
      'ratio at most 1.1, under 2,500 MB',
      ours,
      theirs,
    ),
    figureAlone(`first view of a case of ${counted} calls, process start excluded`, 'under 2 s', views),
    figureAlone(`brush of the timeline over ${counted} calls`, 'p95 under 100 ms', [brush]),
  ]
}

async function measureLinkage(bench: Bench, { people, repetitions }: BenchOptions): Promise<BenchFigure> {
  const path = bench.place('people.csv')
  const casePath = bench.place('people.hubline')
  await bench.run(`writing ${people} people`, { work: 'write-people', path, rows: people })
  await bench.run('loading people', { work: 'import', casePath, path, kind: 'people' })
  const [ours, theirs] = await bench.pairs(
    repetitions,
    (repetition) => bench.run(`wash ${repetition + 1}`, { work: 'wash', casePath }),
    (repetition) => bench.run(`joins alone ${repetition + 1}`, { work: 'wash-yardstick', casePath }),
  )
  return pairedFigure(
    `wash of ${people.toLocaleString('en-GB')} people`,
    'its blocking self-joins with the same comparisons, alone',
    'ratio at most 1.5',
    ours,
    theirs,
  )
}

async function measureCounty(bench: Bench, signal: AbortSignal): Promise<BenchFigure[]> {
  const folder = bench.place('county')
  const casePath = bench.place('county.hubline')
  showStep('Bench', 'writing a small county', 0, 0)
  const made = await generateCounty({ seed: 2, size: 'small', outDirectory: folder, signal })
  const loaded = await bench.run('loading the county', { work: 'import-folder', casePath, folder })
  const washed = await bench.run('washing the county', { work: 'wash', casePath })
  const lines = await bench.run('finding lines', { work: 'lines', casePath })
  const view = await bench.run('first view of the county', { work: 'first-view', casePath })
  const profile = await bench.run('profile', { work: 'profile', casePath, folder: bench.place('profile') })
  return [
    figureAlone(`load of a small county (${made.files} files with its truth)`, '', [loaded]),
    figureAlone('wash of that county', '', [washed]),
    figureAlone('its lines', '', [lines]),
    figureAlone('its first view', 'under 2 s', [view]),
    figureAlone('its profile (HTML, CSV)', 'under 20 s for a county', [profile]),
  ]
}

/** The first view and each question of the linked views, asked of an existing case. */
async function measureLinked(bench: Bench, casePath: string, repetitions: number): Promise<BenchFigure[]> {
  const views: BenchResult[] = []
  const whole: BenchResult[] = []
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const started = performance.now()
    const view = await bench.run('first view', { work: 'first-view', casePath })
    views.push(view)
    whole.push({ ...view, seconds: (performance.now() - started) / 1000 })
  }
  const result = await bench.run('linked views', { work: 'linked', casePath, questions: 40 })
  return [
    figureAlone('first view of this case, process start excluded', 'under 2 s', views),
    figureAlone('first view of this case, from the start of the process to its end', 'under 2 s', whole),
    ...Object.entries(result.byQuestion ?? {}).map(([what, questionMilliseconds]) =>
      figureAlone(what, 'p95 under 100 ms', [{ ...result, questionMilliseconds }]),
    ),
  ]
}

function machineOf() {
  return {
    processor: cpus()[0]?.model ?? 'unknown',
    cores: availableParallelism(),
    memoryMegabytes: Math.round(totalmem() / 1e6),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  }
}

export function addBench(program: Command, shell: Shell): void {
  withCommonOptions(
    program.command('bench').description('measure speed, compared with DuckDB alone on the same machine'),
  )
    .option('--rows <number>', 'calls to import', wholeNumber, 1_000_000)
    .option('--people <number>', 'people to wash', wholeNumber, 100_000)
    .option('--repetitions <number>', 'pairs of ours and the yardstick', wholeNumber, 3)
    .option('--case <path>', 'measure only the questions of the linked views, on this case')
    .option('--no-county', 'leave the small county and its profile out')
    .action((options: BenchOptions) =>
      shell.answer(options, async () => {
        const folder = await mkdtemp(join(tmpdir(), 'hubline-bench-'))
        const bench = new Bench(join(shell.places.engineFolder, 'bench-process.mjs'), folder, shell.signal)
        try {
          const figures = options.case
            ? await measureLinked(bench, resolve(options.case), options.repetitions)
            : await measureCalls(bench, options)
          if (!options.case) figures.push(await measureLinkage(bench, options))
          if (options.county && !options.case) figures.push(...(await measureCounty(bench, shell.signal)))
          const machine = machineOf()
          const words = `${machine.processor}, ${machine.cores} cores, ${machine.memoryMegabytes} MB, ${machine.system}, Node ${machine.node}\n\n${markdownOf(figures)}`
          return { document: { machine, figures }, words }
        } finally {
          clearStep()
          await rm(folder, { recursive: true, force: true })
        }
      }),
    )
}
