import { relative } from 'node:path'
import type { PersonIndex } from './world.ts'

/** What was written where: kept while the files are written, and saved as the truth. */
type PersonRow = { file: string; sheet: string; row: number; recordId: string; person: PersonIndex }
type PlantedRow = { file: string; kind: string; count: number }
type FileCount = { file: string; sheet: string; kind: string; rows: number; communications: number }

export type Ledger = {
  personRow: (row: PersonRow) => void
  plant: (file: string, kind: string, count?: number) => void
  count: (count: FileCount) => void
  name: (path: string) => string
  personRows: PersonRow[]
  planted: Map<string, PlantedRow>
  counts: FileCount[]
  attributed: Set<string>
  outDirectory: string
}

export function createLedger(outDirectory: string): Ledger {
  const planted = new Map<string, PlantedRow>()
  const personRows: PersonRow[] = []
  const counts: FileCount[] = []
  return {
    outDirectory,
    personRows,
    planted,
    counts,
    attributed: new Set(),
    name: (path) => relative(outDirectory, path).replaceAll('\\', '/'),
    personRow: (row) => personRows.push(row),
    count: (count) => counts.push(count),
    plant: (file, kind, count = 1) => {
      const key = `${file}>${kind}`
      const known = planted.get(key)
      if (known) known.count += count
      else planted.set(key, { file, kind, count })
    },
  }
}
