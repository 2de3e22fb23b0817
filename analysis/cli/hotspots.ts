import { tableFromIPC } from 'apache-arrow'
import { type Command, Option } from 'commander'
import { type HotspotMethod, hotspotMethod, sourceKind } from '../contract/index.ts'
import { type CommonOptions, type Shell, wholeNumber, withCommonOptions } from './shell.ts'
import { counted, tableWords } from './words.ts'

interface HotspotOptions extends CommonOptions {
  of: string
  method: HotspotMethod
  resolution?: number
  category?: string
  from?: string
  to?: string
}

interface HotspotCell {
  cell: string
  latitude: number
  longitude: number
  count: number
  value: number
  z: number | null
  pValue: number | null
  qValue: number | null
  /** Whether the hexagon and its neighbours hold enough rows to be tested; if not, `z`, `pValue` and `qValue` are null. */
  tested: boolean
  hot: boolean
}

const shown = 25

export function addHotspots(program: Command, shell: Shell): void {
  withCommonOptions(
    program
      .command('hotspots')
      .description(
        'hexagons of the study area with their count and significance, those without rows included',
      )
      .argument('<case>'),
  )
    .requiredOption('--of <kind>', `of what: ${sourceKind.options.join(', ')}`)
    .addOption(
      new Option('--method <method>', 'gi, kde or count').choices(hotspotMethod.options).default('gi'),
    )
    .option('--resolution <n>', 'H3 resolution, 5 to 9 (default: chosen from the data)', wholeNumber)
    .option('--category <words>', 'only rows of this category, as the source writes it')
    .option('--from <date>', 'from this day; with --to')
    .option('--to <date>', 'to this day; with --from')
    .action((path: string, options: HotspotOptions) =>
      shell.answer(
        options,
        shell.withCase(path, options, async ({ client, signal }) => {
          const range = options.from && options.to ? { from: options.from, to: options.to } : undefined
          const asked = {
            of: options.of,
            method: options.method,
            resolution: options.resolution,
            category: options.category,
          }
          const found = await client.places.hotspots({ ...asked, range }, { signal })
          const accuracy = await client.places.accuracy(asked, { signal })
          const arrow = tableFromIPC(new Uint8Array(await found.table.arrow.arrayBuffer()))
          const document = arrow
            .toArray()
            .map((row) => row.toJSON() as unknown as HotspotCell)
            .sort((left, right) => right.value - left.value || (left.cell < right.cell ? -1 : 1))
          const words = [
            `${found.resolutionWords}.`,
            `${found.methodWords}.`,
            `Study area: ${found.studyArea.words}; ${counted(found.studyArea.cells, 'hexagon')}.`,
            `${counted(found.placed, 'row')} of ${counted(found.rows, 'row')} placed.`,
            ...found.notPlaced.map((one) => `Not placed: ${counted(one.rows, 'row')}, ${one.words}.`),
            ...found.notes,
            ...(found.testing && !found.notes.includes(found.testing.words) ? [found.testing.words] : []),
            accuracy.words,
          ]
          process.stderr.write(`${words.join('\n')}\n`)
          const table = document
            .slice(0, shown)
            .map((one) => [
              one.cell,
              one.latitude,
              one.longitude,
              one.count,
              one.value,
              one.qValue,
              one.hot ? 'hot' : found.testing && !one.tested ? 'too few to test' : '',
            ])
          const header = ['hexagon', 'latitude', 'longitude', 'count', 'value', 'q', '']
          return {
            document,
            words: `${tableWords(header, table)}\n${counted(found.hot, 'hot hexagon')}; the first ${Math.min(shown, document.length)} of ${counted(document.length, 'hexagon')}.`,
          }
        }),
      ),
    )
}
