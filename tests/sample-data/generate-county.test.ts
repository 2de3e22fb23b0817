import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseCsv } from 'hucre/csv'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type GenerateResult, generateCounty } from '../../sample-data/generate/index.ts'
import { syntheticNumber } from '../../sample-data/generate/numbers.ts'

type Row = Record<string, string>

let directory = ''
let result: GenerateResult
let files: string[] = []
const cellsOf = new Map<string, string[][]>()

async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort()
}

async function hashesIn(root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {}
  for (const file of await filesIn(root)) {
    hashes[file] = createHash('sha256')
      .update(await readFile(join(root, file)))
      .digest('hex')
  }
  return hashes
}

async function truth(name: string): Promise<Row[]> {
  return rowsOf(await readFile(join(directory, 'truth', name), 'utf8'), ',')
}

function rowsOf(text: string, delimiter: string): Row[] {
  const [header, ...rows] = parseCsv(text, { delimiter }) as string[][]
  return rows.map((row) => Object.fromEntries(header!.map((name, index) => [name, String(row[index] ?? '')])))
}

function delimiterOf(file: string): string {
  return file.includes('northway') ? ';' : file.includes('orrin') ? '|' : ','
}

/** Numbers in any of the writings that the files use, as E.164. */
function numbersIn(text: string): string[] {
  const found = text.matchAll(
    /(?<![\d./-])(?:\+?44|0)(?:\s?\(0\))?\s?\d{4}\s?\d{6}(?!\d)|(?<!\d)44\d{10}(?!\d)/g,
  )
  return [...found].map(([match]) => `+44${match.replace(/\D/g, '').replace(/^(?:440|44|0)/, '')}`)
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'hubline-county-'))
  result = await generateCounty({ seed: 7, size: 'small', outDirectory: directory })
  files = await filesIn(directory)
  for (const file of files) {
    if (!file.endsWith('.xlsx')) continue
    const workbook = await readXlsx(new Uint8Array(await readFile(join(directory, file))))
    for (const sheet of workbook.sheets) {
      cellsOf.set(
        `${file}#${sheet.name}`,
        sheet.rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '' : String(cell)))),
      )
    }
  }
})

afterAll(() => rm(directory, { recursive: true, force: true }))

describe('the synthetic county', () => {
  it('has the size that was asked for and says that it is synthetic', async () => {
    expect(result.events).toBeGreaterThan(120_000)
    expect(result.events).toBeLessThan(150_000)
    expect(files.filter((file) => file.startsWith('phones/'))).toHaveLength(40)
    expect(await truth('lines.csv')).toHaveLength(14)
    expect(await readFile(join(directory, 'README.txt'), 'utf8')).toContain('SYNTHETIC')
  })

  it('writes the same bytes for the same seed, spreadsheets included, and others for another', async () => {
    const again = await mkdtemp(join(tmpdir(), 'hubline-county-'))
    const hashes = await hashesIn(directory)
    await generateCounty({ seed: 7, size: 'small', outDirectory: again })
    expect(await hashesIn(again)).toEqual(hashes)
    await generateCounty({ seed: 8, size: 'small', outDirectory: again })
    expect((await hashesIn(again))['phones/EXH-0001.xlsx']).not.toBe(hashes['phones/EXH-0001.xlsx'])
    await rm(again, { recursive: true, force: true })
  })

  it('uses no telephone number that could be somebody', async () => {
    const seen = new Set<string>()
    for (const cells of cellsOf.values())
      for (const number of numbersIn(cells.flat().join('\t'))) seen.add(number)
    for (const file of files) {
      if (!/^(?:calls|custody|programme|people|truth)\/.*\.csv$/.test(file)) continue
      const text = await readFile(join(directory, file), 'utf8')
      for (const number of numbersIn(text.replace(/[,;|"]/g, '\t'))) seen.add(number)
    }
    expect(seen.size).toBeGreaterThan(3000)
    expect([...seen].filter((number) => !syntheticNumber.test(number))).toEqual([])
  })

  it('shows each observable customer of each line in some communication row, and no other', async () => {
    const pairs = new Set<string>()
    const add = (first: string, second: string): void => {
      pairs.add([first, second].sort().join('>'))
    }
    const columns: Record<string, [string, string]> = {
      halden: ['Calling Number', 'Called Number'],
      northway: ['A_NUMBER', 'B_NUMBER'],
      orrin: ['MSISDN', 'OTHER_PARTY'],
    }
    for (const file of files.filter((one) => one.startsWith('calls/'))) {
      const text = await readFile(join(directory, file), 'utf8')
      const table = file.includes('northway') ? text.slice(text.indexOf('LEG;')) : text
      const [from, to] = Object.entries(columns).find(([operator]) => file.includes(operator))![1]
      for (const row of rowsOf(table, delimiterOf(file))) {
        const numbers = [row[from]!, row[to]!].map((cell) => numbersIn(cell.replace(/F$/, ''))[0] ?? '')
        add(numbers[0]!, numbers[1]!)
      }
    }
    const own = new Map<string, string[]>()
    for (const line of await truth('exhibits.csv')) {
      own.set(line.file!, [...(own.get(line.file!) ?? []), line.number!])
    }
    for (const [place, cells] of cellsOf) {
      const [file, sheet] = place.split('#') as [string, string]
      if (!['Call Log', 'SMS Messages', 'Chats'].includes(sheet)) continue
      for (const row of cells.slice(2)) {
        for (const number of numbersIn(row.join('\t'))) for (const mine of own.get(file)!) add(mine, number)
      }
    }
    const lineNumbers = await truth('line-numbers.csv')
    for (const customer of await truth('customers.csv')) {
      const numbers = lineNumbers.filter((one) => one.line === customer.line).map((one) => one.number!)
      const isSeen = numbers.some((number) => pairs.has([number, customer.number!].sort().join('>')))
      expect(`${customer.line} ${customer.number} ${isSeen ? 'yes' : 'no'}`).toBe(
        `${customer.line} ${customer.number} ${customer.observable}`,
      )
    }
  })

  it('counts its rows as they are, and names a person for each record', async () => {
    const counts = await truth('events.csv')
    const people = await truth('people.csv')
    const known = new Set((await truth('persons.csv')).map((one) => one.person))
    expect(people.every((row) => known.has(row.person!))).toBe(true)
    for (const count of counts.filter((one) => one.file !== 'all')) {
      if (count.kind === 'phone') {
        const cells = cellsOf.get(`${count.file}#${count.sheet}`)!
        expect(`${count.file} ${cells.length - 2}`).toBe(`${count.file} ${count.rows}`)
        continue
      }
      const text = await readFile(join(directory, count.file!), 'utf8')
      if (count.kind === 'boundaries') {
        const { features } = JSON.parse(text) as { features: { geometry: { coordinates: number[][][] } }[] }
        expect(features).toHaveLength(Number(count.rows))
        for (const { geometry } of features) {
          const [ring] = geometry.coordinates
          expect(ring!.length).toBeGreaterThan(3)
          expect(ring!.at(-1)).toEqual(ring![0])
        }
        continue
      }
      const table = count.file!.startsWith('calls/northway') ? text.slice(text.indexOf('LEG;')) : text
      const rows = rowsOf(table, delimiterOf(count.file!))
      expect(`${count.file} ${rows.length}`).toBe(`${count.file} ${count.rows}`)
      if (['calls', 'cells', 'crime'].includes(count.kind!)) continue
      const own = people.filter((row) => row.file === count.file)
      expect(own.map((row) => row.row)).toEqual(rows.map((_, index) => String(index + 1)))
      expect(own.every((row) => Object.values(rows[Number(row.row) - 1]!).includes(row.record_id!))).toBe(
        true,
      )
    }
    const distinct = counts
      .filter((one) => one.file === 'all')
      .reduce((sum, one) => sum + Number(one.communications), 0)
    expect(distinct).toBe(result.events)
  })

  it('plants look-alikes of every kind that the files show', async () => {
    const lookAlikes = await truth('look-alikes.csv')
    const shown = new Set(lookAlikes.filter((one) => one.observable === 'yes').map((one) => one.kind))
    expect(shown.size).toBe(13)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    const began = generateCounty({
      seed: 7,
      size: 'small',
      outDirectory: join(directory, 'stopped'),
      signal: stop.signal,
      onProgress: ({ step }) => {
        if (step === 'look-alike traffic') stop.abort()
      },
    })
    await expect(began).rejects.toThrow(/abort/i)
  })
})
