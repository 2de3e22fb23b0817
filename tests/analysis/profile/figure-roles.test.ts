import { createRouterClient } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sql } from '../../../analysis/case/sql.ts'
import type { Client } from '../../../analysis/cli/shell.ts'
import type { Role } from '../../../analysis/contract/index.ts'
import { figureIdOf, printedCodes } from '../../../analysis/profile/count-table.ts'
import { countTables } from '../../../analysis/profile/count-tables.ts'
import { readScope } from '../../../analysis/profile/scope.ts'
import { textOf } from '../visibility/planted-case.ts'
import { type CountyCase, countyCase } from './county-case.ts'
import { countyQuestions, countyRouter } from './county-questions.ts'

let county: CountyCase

beforeAll(async () => {
  county = await countyCase()
})

afterAll(() => county.close())

const ask = (role: Role): Client =>
  createRouterClient(countyRouter(county), { context: countyQuestions(county, role) }) as unknown as Client

/** Every row of each table that rests on treatment and every column of it, one figure each; of the others every table. */
async function figuresOfEveryTable(): Promise<string[]> {
  return countTables(await readScope(county.opened)).flatMap(({ tableId, rows, columns }) => {
    const rowCodes = [...new Set([...rows.codes, ...printedCodes(rows)])]
    const columnCodes = columns === null ? [null] : [...new Set([...columns.codes, ...printedCodes(columns)])]
    const cells = [
      ...rowCodes.map((row) => figureIdOf(tableId, row, columnCodes[0] ?? null)),
      ...columnCodes.slice(1).map((column) => figureIdOf(tableId, rowCodes[0] ?? '', column)),
    ]
    return cells.some((figure) => ofTreatment.test(figure)) ? cells : cells.slice(0, 1)
  })
}

/** Selected by a treatment group, or counting treatment itself. */
const ofTreatment =
  /^(harm\.known|demand\.|treatment\.|commodities\.treatment|gaps\.fields~(treatment|programme)~)/

const saidOf = (role: Role, figureId: string): Promise<string> =>
  ask(role)
    .profile.figureRows({ figureId })
    .then(textOf, (error: { code?: string }) => error.code ?? `BUG ${String(error)}`)

describe('the rows behind a figure', () => {
  test('are refused to police wherever a treatment group selects them, and answered to health and hub', async () => {
    const figures = await figuresOfEveryTable()
    expect(figures.filter((figure) => ofTreatment.test(figure)).length).toBeGreaterThan(50)
    for (const figure of figures) {
      const said = await saidOf('police', figure)
      expect([figure, said === 'ROLE_FORBIDDEN']).toEqual([figure, ofTreatment.test(figure)])
      expect(said).not.toMatch(/^(BUG|INTERNAL|FIGURE)|treatment|programme/)
    }
    for (const role of ['health', 'hub'] as const) {
      expect(await saidOf(role, 'harm.known~In mainstream treatment')).not.toMatch(/ROLE_FORBIDDEN/)
      expect(JSON.parse(await saidOf(role, 'demand.groups~In the programme')).length).toBeGreaterThan(0)
      expect(await saidOf(role, 'treatment.people~Adults')).toMatch(/treatment\.csv/)
    }
    expect(await saidOf('police', 'supply.homes~Ashmoor City')).toMatch(/custody\.csv/)
    expect(await saidOf('police', 'harm.kinds~2026-02~Non-fatal overdose')).toMatch(/harm\.csv/)
    expect(await saidOf('police', 'gaps.fields~custody~All entries')).toMatch(/custody\.csv/)
  })

  test('are no link in a draft where they would be refused', async () => {
    const linked = async (role: Role) =>
      (await ask(role).profile.draft({})).sections
        .flatMap(({ claim, paragraphs }) => [...claim, ...paragraphs.flatMap(({ runs }) => runs)])
        .flatMap(({ figureId }) => (figureId ? [figureId] : []))
    const [police, hub] = [await linked('police'), await linked('hub')]
    expect(police.filter((figure) => ofTreatment.test(figure))).toEqual([])
    expect(police).toEqual(hub.filter((figure) => !ofTreatment.test(figure)))
    expect(hub.length).toBeGreaterThan(police.length)
    expect(police.length).toBeGreaterThan(0)
  })

  test('leave out what comes from a file of a kind that nobody declared', async () => {
    const rows = async (role: Role) =>
      JSON.parse(await saidOf(role, 'enforcement.reasons~Theft and fraud')).length as number
    const before = await rows('police')
    await county.opened.database.write(undefined, async (connection) => {
      await connection.run(sql`
        insert into file by name
        select * replace (99 as file_id, 'odd' as kind, 'odd.csv' as name) from file where kind = 'custody'`)
      await connection.run(sql`
        update record set file_id = 99 where record_id = (
          select min(record_id) from record where kind = 'custody' and category = 'Theft from shop'
        )`)
    })
    expect(await rows('hub')).toBe(before)
    expect(await rows('police')).toBe(before - 1)
    expect(await rows('health')).toBe(before - 1)
  })
})
