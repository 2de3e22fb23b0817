import { createHash } from 'node:crypto'
import { createRouterClient } from '@orpc/server'
import { readXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRole, type Role } from '../../../analysis/contract/index.ts'
import { placesProcedures } from '../../../analysis/places/procedures.ts'
import { profileProcedures } from '../../../analysis/profile/procedures.ts'
import { tablesProcedures } from '../../../analysis/tables/procedures.ts'
import { type CountyCase, countyCase } from '../profile/county-case.ts'
import { countyQuestions } from '../profile/county-questions.ts'

let county: CountyCase
const router = { profile: profileProcedures, places: placesProcedures, tables: tablesProcedures }

const ask = (role: Role) => createRouterClient(router, { context: countyQuestions(county, role) })

const lastLogged = async () => (await county.opened.log.entries({ after: 0 }, 1)).entries[0]!
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const lines = (text: string) => text.replace('\uFEFF', '').trimEnd().split('\r\n')
const roles = (...some: Role[]) => everyRole.map((role) => ({ role, may: some.includes(role) }))

beforeAll(async () => {
  county = await countyCase()
})
afterAll(() => county.close())

describe('a table that an analyst sees', () => {
  const seen = {
    table: 'customers',
    title: 'Customers of Comet',
    columns: ['Number', 'Calls', 'Note'],
    rows: [
      ['+447700900001', 3, '=2+3'],
      ['+447700900002', -4, null],
    ],
    to: 'file' as const,
  }

  it('leaves under a line with the marking, neutralised, and the log names the table and its rows but no title', async () => {
    const { text, rows } = await ask('hub').tables.copy(seen)
    expect(rows).toBe(2)
    const [head, ...rest] = lines(text)
    expect(head).toMatch(
      /^OFFICIAL-SENSITIVE,Customers of Comet,"case Wendmarsh, synthetic data",taken out as hub on \d{4}-\d\d-\d\d$/,
    )
    expect(rest).toEqual(['Number,Calls,Note', "+447700900001,3,'=2+3", '+447700900002,-4,'])
    const entry = await lastLogged()
    expect(entry).toMatchObject({ action: 'disclosure', question: 'tables.copy', role: 'hub' })
    expect(entry.subject).toBe(
      `identified export, table customers as csv, 2 rows, 3 columns, identifying by number, sha256 ${sha256(text)}`,
    )
  })

  it('goes to the clipboard under the same line', async () => {
    const { text } = await ask('police').tables.copy({ ...seen, to: 'clipboard' })
    const [head, columns] = text.split('\n')
    expect(head).toMatch(/^OFFICIAL-SENSITIVE\tCustomers of Comet\t.*taken out as police on/)
    expect(columns).toBe('Number\tCalls\tNote')
  })

  it('is a workbook when that is asked for', async () => {
    const { text, workbook } = await ask('health').tables.copy({ ...seen, format: 'xlsx' })
    expect(text).toBe('')
    const [sheet] = (await readXlsx(new Uint8Array(await workbook!.arrayBuffer()))).sheets
    expect(sheet!.rows[0]![0]).toMatch(/^OFFICIAL-SENSITIVE\. Customers of Comet/)
    expect(sheet!.rows[2]).toEqual(['+447700900001', 3, "'=2+3"])
  })

  it.each(roles('police', 'health', 'hub'))('is given to $role: $may', async ({ role, may }) => {
    const answer = ask(role).tables.copy(seen)
    if (may) expect((await answer).rows).toBe(2)
    else await expect(answer).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
  })
})

describe('a table of the profile', () => {
  const of = { table: 'profile', tableId: 'demand.groups' } as const

  it.each(roles('police', 'health', 'hub', 'lead'))('is given to $role: $may', async ({ role, may }) => {
    const answer = ask(role).tables.released({ of, to: 'file' })
    if (may) expect((await answer).rows).toBeGreaterThan(3)
    else await expect(answer).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
  })

  it('holds for a lead what the draft shows, and nothing else', async () => {
    const document = await ask('lead').profile.draft({})
    const table = document.sections
      .flatMap((section) => section.tables)
      .find(({ tableId }) => tableId === of.tableId)!
    const { text } = await ask('lead').tables.released({ of, to: 'file' })
    const [head, columns, ...rows] = lines(text)
    expect(head).toContain('OFFICIAL-SENSITIVE,')
    expect(columns).toBe(['', ...table.columns].join(','))
    expect(rows).toEqual(
      table.rows.map(({ label, cells }) =>
        [label, ...cells.map((cell) => (typeof cell === 'number' ? String(cell) : '[c]'))].join(','),
      ),
    )
    for (const { cells } of table.rows)
      for (const cell of cells)
        if (typeof cell === 'number') expect(cell % document.policy.roundingBase).toBe(0)
    expect(await lastLogged()).toMatchObject({
      action: 'disclosure',
      question: 'tables.released',
      role: 'lead',
      subject: expect.stringMatching(
        /^anonymised export, table of profile as csv, \d+ rows, \d+ columns, policy ndtms, sha256 [0-9a-f]{64}$/,
      ),
    })
  })

  it('may leave whichever it is', async () => {
    const document = await ask('lead').profile.draft({})
    for (const { tableId } of document.sections.flatMap((section) => section.tables)) {
      const left = await ask('lead').tables.released({ of: { ...of, tableId }, to: 'clipboard' })
      expect(left.rows, tableId).toBeGreaterThan(0)
    }
  })

  it('that is not in the profile is not found', async () => {
    await expect(
      ask('hub').tables.released({ of: { table: 'profile', tableId: 'demand.names' }, to: 'file' }),
    ).rejects.toMatchObject({ code: 'FIGURE_NOT_FOUND' })
  })
})

describe('the areas', () => {
  const of = { table: 'areas', of: 'crime' } as const

  it.each(roles(...everyRole))('are given to $role: $may, the same counts', async ({ role }) => {
    const shown = await ask(role).places.areas({ of: 'crime' })
    const { text } = await ask(role).tables.released({ of, to: 'clipboard' })
    const [, columns, ...rows] = text.split('\n').map((line) => line.split('\t'))
    expect(columns!.slice(0, 2)).toEqual(['Area', 'All months'])
    expect(rows.map(([area, count]) => [area, count])).toEqual(
      shown.areas.map(({ area, rows: count }) => [area, count === null ? 'not shown' : String(count)]),
    )
    expect(rows.flat()).toContain('not shown')
  })
})

describe('the steps from arrest to treatment', () => {
  it.each(roles('police', 'health', 'hub', 'lead'))('are given to $role: $may', async ({ role, may }) => {
    const answer = ask(role).tables.released({ of: { table: 'journeys' }, to: 'clipboard' })
    if (!may) return expect(answer).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    const counts = (await answer).text
      .split('\n')
      .slice(2)
      .flatMap((line) => line.split('\t').slice(1))
    for (const count of counts) expect(count).toMatch(/^(not shown|\d*[05])$/)
    return undefined
  })
})
