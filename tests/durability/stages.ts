import { join, resolve } from 'node:path'
import { filesOf } from '../../analysis/cli/import.ts'
import { writeCalls } from '../support/command.ts'
import type { Asking } from '../support/hosts.ts'
import type { Acknowledged } from './acknowledged.ts'

export interface Stage {
  name: string
  /** Asks for the work and notes what was answered; rejects when the engine dies. */
  run(ask: Asking, acknowledged: Acknowledged): Promise<void>
}

const decisions = ['accepted', 'set-aside', 'review'] as const

/** One case's life, each part of it as a window asks for it. `folder` takes the files that are made for it. */
export function stagesOf(folder: string, round: number): Stage[] {
  const large = writeCalls(folder, `large-${round}.csv`, 40_000 + round)
  const second = writeCalls(folder, `second-${round}.csv`, 9000 + round)
  return [
    {
      name: 'import of many files',
      run: async (ask, acknowledged) => {
        const files = await filesOf(resolve('sample-data/small'))
        const wanted = files.filter((file) => !/\.(md|mjs)$/.test(file))
        acknowledged.imported(await ask.sources.import({ sources: wanted.map((path) => ({ path })) }))
      },
    },
    {
      name: 'import of a large file',
      run: async (ask, acknowledged) =>
        acknowledged.imported(await ask.sources.import({ sources: [{ path: large }], kind: 'calls' })),
    },
    {
      name: 'wash',
      run: async (ask, acknowledged) => {
        await ask.people.wash({})
        await acknowledged.washed(ask)
      },
    },
    {
      name: 'lines',
      run: async (ask, acknowledged) => {
        await ask.lines.find({})
        await acknowledged.linesFound(ask)
      },
    },
    {
      name: 'decisions and questions',
      run: async (ask, acknowledged) => {
        const { lines } = await ask.lines.candidates({})
        for (let turn = 0; turn < 30; turn += 1) {
          const line = lines[turn % Math.max(1, lines.length)]
          const decision = decisions[turn % decisions.length]!
          if (line) {
            await ask.lines.decide({ lineId: line.line, decision })
            acknowledged.decidedOn(line.line, decision)
          }
          await ask.query.select({ sql: `select ${turn}` })
          if (turn % 5 === 4) await acknowledged.logRead(ask)
        }
      },
    },
    {
      name: 'import after a wash',
      run: async (ask, acknowledged) =>
        acknowledged.imported(await ask.sources.import({ sources: [{ path: second }], kind: 'calls' })),
    },
  ]
}

export const caseIn = (folder: string): string => join(folder, 'case.hubline')
