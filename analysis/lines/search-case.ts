import type { Connection } from '../case/store.ts'
import type { Role, SearchHit } from '../contract/index.ts'
import { kindsWithDetailsWithheld } from '../visibility/source-kinds.ts'
import {
  areasNamed,
  filesIdentified,
  filesNamed,
  linesNamed,
  numbersHolding,
  personsIdentified,
  personsNamed,
} from './queries-search.ts'

const counted = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`

/**
 * The digits that an E.164 value would hold for a number in any usual British writing: `07700 900123`, `+44 (0)7700…`,
 * `0044…`, or a part of one. Null when the text is not a number.
 */
function searchedDigits(text: string): string | null {
  if (/\p{L}/u.test(text)) return null
  const withoutTrunk = text.replace(/\(0\)/g, '')
  const digits = withoutTrunk.replace(/\D/g, '')
  if (digits.length < 3) return null
  if (digits.startsWith('00')) return digits.slice(2)
  if (digits.startsWith('0')) return digits.length === 11 ? `44${digits.slice(1)}` : digits.slice(1)
  return digits
}

/** What a reference belongs to: its person, or the file of the row if that row is about nobody. */
async function identifiedBy(
  connection: Connection,
  role: Role,
  words: string,
  limit: number,
): Promise<SearchHit[]> {
  if (words.length < 3) return []
  const withheld = kindsWithDetailsWithheld(role)
  const persons = await connection.all(personsIdentified(words, withheld, limit))
  const files = await connection.all(filesIdentified(words, withheld, limit))
  return [
    ...persons.map((person) => ({
      kind: 'person' as const,
      id: person.person,
      title: person.name ?? 'Name not recorded',
      words: `${counted(person.records, 'record', 'records')} by reference`,
    })),
    ...files.map((file) => ({
      kind: 'file' as const,
      id: file.file_id,
      title: file.name,
      words: `${file.kind}, ${counted(file.rows, 'row', 'rows')} by reference`,
    })),
  ]
}

/**
 * Numbers in any spelling, lines, persons, areas and files, as far as the connection shows them; lines first, and last what a reference
 * belongs to.
 */
export async function searchCase(
  connection: Connection,
  role: Role,
  text: string,
  limit: number,
): Promise<SearchHit[]> {
  const words = text.trim()
  if (words === '') return []
  const digits = searchedDigits(words)
  const lines = await connection.all(linesNamed(words, digits, limit))
  const numbers = digits ? await connection.all(numbersHolding(digits, limit)) : []
  const isNamed = !digits && words.length > 1
  const persons = isNamed ? await connection.all(personsNamed(words, limit)) : []
  const files = await connection.all(filesNamed(words, limit))
  const areas = isNamed ? await connection.all(areasNamed(words, limit)) : []
  const hits: SearchHit[] = [
    ...lines.map((line) => ({
      kind: 'line' as const,
      id: line.line_id,
      title: line.name,
      words: `${line.number_now}, score ${line.score.toFixed(2)}, ${counted(line.numbers, 'number', 'numbers')}`,
    })),
    ...numbers.map((number) => ({
      kind: 'number' as const,
      id: number.number,
      title: number.number,
      words: `${counted(number.communications, 'communication', 'communications')}, in ${counted(number.contact_books, 'contact book', 'contact books')}`,
    })),
    ...persons.map((person) => ({
      kind: 'person' as const,
      id: person.person,
      title: person.name,
      words: counted(person.records, 'record', 'records'),
    })),
    ...areas.map((area) => ({
      kind: 'area' as const,
      id: area.area,
      title: area.area,
      words: counted(area.records, 'record', 'records'),
    })),
    ...files.map((file) => ({
      kind: 'file' as const,
      id: file.file_id,
      title: file.name,
      words: `${file.kind}, ${counted(file.rows_loaded, 'row', 'rows')}`,
    })),
  ]
  const others = await identifiedBy(connection, role, words, limit)
  const isNew = (other: SearchHit) => !hits.some((hit) => hit.kind === other.kind && hit.id === other.id)
  return [...hits, ...others.filter(isNew)].slice(0, limit)
}
