import fc from 'fast-check'
import { zipOf } from '../report-files.ts'
import { entriesOf, type Layout, layoutsOf, smallAreas } from './layouts.ts'
import { byteMutation, jsonMutation, mutated, mutatedJson, tableMutation, textMutation } from './mutations.ts'
import { HostileCase } from './try-files.ts'

interface Mutant {
  readonly bytes: Buffer
  readonly name: string
  /** How it was made, for whoever has to mend what it broke. */
  readonly words: string
}

export interface ReaderFigures {
  readonly reader: string
  readonly mutants: number
  readonly loaded: number
  readonly refused: number
  readonly crashes: readonly string[]
  readonly slowestSeconds: number
}

const words = (layout: Layout, steps: unknown) =>
  `${layout.name} ${JSON.stringify(steps, (_, value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value)).slice(0, 400)}`

const ofBytes = (layouts: readonly Layout[], steps: typeof byteMutation): fc.Arbitrary<Mutant> =>
  fc.tuple(fc.constantFrom(...layouts), steps).map(([layout, taken]) => ({
    bytes: mutated(layout.bytes, taken),
    name: layout.name,
    words: words(layout, taken),
  }))

/** One entry of an archive changed and the archive closed again, so that the change reaches the reader inside. */
const ofEntries = (layouts: readonly Layout[], chosen: RegExp): fc.Arbitrary<Mutant> =>
  fc.tuple(fc.constantFrom(...layouts), fc.nat(), textMutation).map(([layout, which, steps]) => {
    const entries = entriesOf(layout.bytes)
    const inside = entries.filter(({ name }) => chosen.test(name))
    const taken = inside[which % inside.length]!
    const changed = entries.map((entry) =>
      entry === taken ? { ...entry, content: mutated(entry.content, steps) } : entry,
    )
    return { bytes: zipOf(changed), name: layout.name, words: `${taken.name} in ${words(layout, steps)}` }
  })

const ofTree = (): fc.Arbitrary<Mutant> =>
  jsonMutation.map((steps) => ({
    bytes: Buffer.from(JSON.stringify(steps.reduce<unknown>(mutatedJson, smallAreas))),
    name: 'areas.geojson',
    words: JSON.stringify(steps).slice(0, 400),
  }))

/** Mutants of every reader's real layouts. */
export function mutantsByReader(county?: string): Readonly<Record<string, fc.Arbitrary<Mutant>>> {
  const layouts = layoutsOf(county)
  const of = (reader: string) => layouts[reader] ?? []
  return {
    'call records': ofBytes(of('call records'), tableMutation),
    'records (CSV)': ofBytes(of('records (CSV)'), tableMutation),
    'data.police.uk': ofBytes(of('data.police.uk'), tableMutation),
    workbooks: fc.oneof(
      ofBytes(of('workbooks'), byteMutation),
      ofEntries(of('workbooks'), /xl\/(worksheets|sharedStrings|workbook|styles)/),
    ),
    'report.xml': ofBytes(of('report.xml'), textMutation),
    UFDR: fc.oneof(ofBytes(of('UFDR'), byteMutation), ofEntries(of('UFDR'), /report\.xml/)),
    boundaries: fc.oneof(ofBytes(of('boundaries'), textMutation), ofTree()),
  }
}

const perCase = 150

/** Tries that many mutants of one reader, opening the case again after each batch. */
export async function tryMutants(
  reader: string,
  mutants: fc.Arbitrary<Mutant>,
  count: number,
  seed: number,
  folder: string,
): Promise<ReaderFigures> {
  const hostile = new HostileCase(folder)
  const crashes: string[] = []
  let [loaded, refused, slowest] = [0, 0, 0]
  try {
    for (const [index, mutant] of fc.sample(mutants, { numRuns: count, seed }).entries()) {
      if (index % perCase === 0) await hostile.start()
      const began = performance.now()
      const outcome = await hostile.takeBytes(mutant.bytes, mutant.name)
      slowest = Math.max(slowest, performance.now() - began)
      if (outcome.came === 'crash') crashes.push(`${outcome.words}\n  by ${mutant.words}`)
      else if (outcome.came === 'loaded') loaded += 1
      else refused += 1
      if (index % perCase === perCase - 1 || index === count - 1)
        for (const problem of await hostile.reopened()) crashes.push(`the case afterwards: ${problem}`)
    }
  } finally {
    await hostile.close()
  }
  return { reader, mutants: count, loaded, refused, crashes, slowestSeconds: slowest / 1000 }
}
