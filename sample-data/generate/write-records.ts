import { join } from 'node:path'
import { type Cell, writeCsv } from './csv.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import type { PersonIndex, World } from './world.ts'

export type RecordRow = {
  cells: Cell[]
  recordId: string
  person: PersonIndex
  spoil?: { column: number; value: string; kind: string }
}

type RecordFile = {
  file: string
  kind: string
  header: readonly string[]
  rows: RecordRow[]
  delimiter?: string
  spoilings?: readonly { column: number; value: string; kind: string }[]
}

/** Writes the rows, with a few of them twice and a few spoiled copies of their own, all counted. */
export async function writeRecordFile(world: World, ledger: Ledger, plan: RecordFile): Promise<void> {
  const random: Random = world.stream('record-file', plan.file)
  const written: RecordRow[] = []
  const spoilings = plan.spoilings ?? []
  for (const row of plan.rows) {
    written.push(row)
    if (random.chance(0.004)) {
      written.push(row)
      ledger.plant(plan.file, 'repeated-row')
    }
    if (spoilings.length > 0 && random.chance(0.004)) {
      const spoiling = random.pick(spoilings)
      const cells = row.cells.slice()
      cells[spoiling.column] = spoiling.value
      written.push({ ...row, cells })
      ledger.plant(plan.file, spoiling.kind)
    }
  }
  await writeCsv(
    join(ledger.outDirectory, plan.file),
    plan.header,
    written.map((row) => row.cells),
    plan.delimiter,
  )
  for (const [order, row] of written.entries()) {
    ledger.personRow({
      file: plan.file,
      sheet: '',
      row: order + 1,
      recordId: row.recordId,
      person: row.person,
    })
  }
  ledger.count({ file: plan.file, sheet: '', kind: plan.kind, rows: written.length, communications: 0 })
}
