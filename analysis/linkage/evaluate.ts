import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OpenCase } from '../case/open-case.ts'
import { ExpectedError } from '../platform/errors.ts'
import { wholeSight } from '../visibility/source-kinds.ts'
import { countPairs, type PairCounts } from './pair-counts.ts'
import { groupOfEachNumber, personOfEachRow } from './queries-evaluate.ts'

interface PeopleEvaluation {
  pairwise: PairCounts
  groups: {
    /** Numbers of customers by true group, then by found group. */
    matrix: Record<string, Record<string, number>>
    /** Share of the numbers whose found group is the true one; numbers that no record gives are truly `unattributed`. */
    agreement: number
  }
}

async function rowsOf(directory: string, file: string): Promise<Record<string, string>[]> {
  const path = join(directory, file)
  try {
    const [header, ...lines] = (await readFile(path, 'utf8')).replaceAll('\r', '').trim().split('\n')
    const names = header!.split(',')
    return lines.map((line) => {
      const cells = line.split(',')
      return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? '']))
    })
  } catch (error) {
    throw new ExpectedError('TRUTH_UNREADABLE', { subject: path, detail: String(error) }, { cause: error })
  }
}

/**
 * Compares the newest wash with the truth of a synthetic county (`people.csv`, `groups.csv`): pairwise precision, recall and F1
 * over all pairs of loaded records, and the groups of customers' numbers at the last day of the case.
 * @throws ExpectedError `TRUTH_UNREADABLE`
 */
export async function evaluatePeople(openCase: OpenCase, truthDirectory: string): Promise<PeopleEvaluation> {
  const people = await rowsOf(truthDirectory, 'people.csv')
  const groups = await rowsOf(truthDirectory, 'groups.csv')
  return openCase.database.read(wholeSight, undefined, async (connection) => {
    const found = await connection.all(personOfEachRow())
    const personOf = new Map(found.map((row) => [`${row.file}:${row.row}`, row.person]))
    const rows = people.flatMap((row) => {
      const person = personOf.get(`${row.file?.split('/').at(-1)}:${row.row}`)
      return person === undefined ? [] : [{ found: String(person), truth: row.person ?? '' }]
    })
    const groupOf = new Map(
      (await connection.all(groupOfEachNumber())).map((row) => [row.number, row.cohort]),
    )
    const matrix: Record<string, Record<string, number>> = {}
    let agreeing = 0
    for (const row of groups) {
      const truth = row.attributable === 'yes' ? row.group! : 'unattributed'
      const cohort = groupOf.get(row.number!) ?? 'unattributed'
      const counts = matrix[truth] ?? {}
      matrix[truth] = { ...counts, [cohort]: (counts[cohort] ?? 0) + 1 }
      if (truth === cohort) agreeing += 1
    }
    return {
      pairwise: countPairs(rows),
      groups: { matrix, agreement: groups.length === 0 ? 0 : agreeing / groups.length },
    }
  })
}
