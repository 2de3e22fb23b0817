import { getResolution, isValidCell } from 'h3-js'
import { identifier, type Sql, sql } from '../case/sql.ts'
import { ExpectedError } from '../platform/errors.ts'

/** A person of the newest wash or a number. */
export interface Somebody {
  readonly number: string | null
  readonly person: string | null
}

/** An H3 cell of the map. */
export interface ChosenCell {
  readonly id: string
  readonly resolution: number
}

const finest = 9
const coarsest = 5

/** @throws ExpectedError `INPUT_INVALID` for what is no cell, or one of a size that is not stored */
export function chosenCell(cell: string | undefined): ChosenCell | null {
  if (cell === undefined) return null
  const resolution = isValidCell(cell) ? getResolution(cell) : -1
  if (resolution < coarsest || resolution > finest)
    throw new ExpectedError('INPUT_INVALID', {
      subject: 'cell',
      detail: `"${cell}" is no H3 cell of resolution ${coarsest} to ${finest}`,
    })
  return { id: cell, resolution }
}

/** @throws ExpectedError `INPUT_INVALID` where both are given */
export function somebodyOf(asked: {
  readonly person?: string | undefined
  readonly number?: string | undefined
}): Somebody | null {
  if (asked.person !== undefined && asked.number !== undefined)
    throw new ExpectedError('INPUT_INVALID', { detail: 'ask for a person or a number, not both' })
  if (asked.person === undefined && asked.number === undefined) return null
  return { person: asked.person ?? null, number: asked.number ?? null }
}

const linkageRun = sql`(select max(run_id) from run where method = 'wash')`

/** `number_id` of each number that somebody has, as the role may know. */
export const numbersOf = ({ number, person }: Somebody): Sql =>
  person === null
    ? sql`select number_id from visible_number as number where value = ${number}`
    : sql`select attribution.number_id from visible_attribution as attribution
        where attribution.run_id = ${linkageRun} and cast(attribution.person_id as varchar) = ${person}`

/** `record_id` of each record about somebody that the role may see; of a number, the records that give it. */
export const recordsOf = ({ number, person }: Somebody): Sql => sql`
  select record_id from visible_record as record
  where ${
    person === null
      ? sql`number_id in (select number_id from visible_number as number where value = ${number})`
      : sql`record_id in (select record_id from visible_person as person where run_id = ${linkageRun} and cast(person_id as varchar) = ${person})`
  }`

const positionsIn = ({ id, resolution }: ChosenCell, origin: 'mast' | 'place'): Sql =>
  sql`select place_id from visible_place_cell as place_cell where origin = ${origin} and ${identifier(`h3_${resolution}`)} = ${BigInt(`0x${id}`)}`

/** `place_id` of each cell site in a cell. */
export const sitesIn = (cell: ChosenCell): Sql => positionsIn(cell, 'mast')

/** `place_id` of each place in a cell. */
export const placesIn = (cell: ChosenCell): Sql => positionsIn(cell, 'place')
