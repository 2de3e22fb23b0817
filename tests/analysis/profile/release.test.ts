import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createRouterClient } from '@orpc/server'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Role } from '../../../analysis/contract/index.ts'
import { withoutCounts } from '../../../analysis/profile/case-policy.ts'
import { profileProcedures } from '../../../analysis/profile/procedures.ts'
import { birthOf, type CountyCase, countyCase, forenameOf, numberOf, surnameOf } from './county-case.ts'
import { countyQuestions } from './county-questions.ts'

let county: CountyCase
const router = { profile: profileProcedures }

const ask = (role: Role = 'hub') => createRouterClient(router, { context: countyQuestions(county, role) })

beforeEach(async () => {
  county = await countyCase()
})
afterEach(() => county.close())

const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

describe('a release', () => {
  test('writes and registers files that hold no identifier of the case', async () => {
    const folder = join(county.folder, 'out')
    const result = await ask().profile.release({ folder, recipient: 'Steering group', why: 'quarterly' })
    expect(result.refused).toBeUndefined()
    expect(result.releaseId).toBe(1)
    const paths = await filesIn(folder)
    expect(paths).toHaveLength(result.files.length)
    expect(paths.length).toBeGreaterThan(20)
    for (const { file, sha256 } of result.files) {
      const bytes = await readFile(join(folder, file))
      expect(createHash('sha256').update(bytes).digest('hex'), file).toBe(sha256)
      const words = bytes
        .toString('utf8')
        .replaceAll(/base64,[^)]*/g, '')
        .toLowerCase()
      for (let person = 1; person <= 60; person += 1) {
        for (const secret of [
          forenameOf(person),
          surnameOf(person),
          birthOf(person),
          numberOf(person).slice(-9),
          `ref-${String(person).padStart(6, '0')}`,
        ])
          expect(words.includes(secret.toLowerCase()), `${file}: ${secret}`).toBe(false)
      }
    }
    const releases = await ask('reader').profile.releases({})
    expect(releases).toMatchObject([
      { releaseId: 1, edition: 1, by: 'A. Nalyst', recipient: 'Steering group', policy: 'ndtms' },
    ])
    const html = await readFile(join(folder, 'profile.html'), 'utf8')
    expect(html).not.toMatch(/<script|https?:\/\/|javascript:/i)
    expect(html.match(/Synthetic sample data/g)!.length).toBeGreaterThan(14)
  })

  test('is not refused for a birthday or a record id that the formats themselves write', async () => {
    const today = new Date().toISOString().slice(0, 10)
    const births = ['1999-02-22', '2006-02-06', '1998-01-01', '2000-01-01', '2001-10-01', today]
    const ids = ['\\b\\000\\007', 'endobj', 'rdf:li', 'xmlns1', 'CIDInit', '14181F', 'header1']
    const statements = [
      ...births.map(
        (day, index) => `update record set date_of_birth = date '${day}' where record_id = ${index + 40}`,
      ),
      ...ids.map(
        (id, index) => `update record set source_record_id = '${id}' where record_id = ${index + 50}`,
      ),
    ]
    await county.opened.database.write(undefined, (connection) =>
      connection.run({ text: statements.join(';'), values: [] }),
    )
    const result = await ask().profile.release({ formats: ['html', 'pdf', 'docx', 'csv', 'json'] })
    expect(result.refused?.reasons ?? []).toEqual([])
    expect(result.releaseId).toBe(1)
  })

  test('again on the same data agrees with the first, and later editions say what changed', async () => {
    await ask().profile.release({ formats: ['csv'] })
    const again = await ask().profile.release({ formats: ['csv'] })
    expect(again.refused).toBeUndefined()
    expect(again.contents?.length).toBe(again.files.length)
    expect((await ask().profile.draft({})).sections.every((section) => section.figuresChanged === 0)).toBe(
      true,
    )
    await county.opened.database.write(undefined, (connection) =>
      connection.run({
        text: `insert into event (event_id, file_id, sheet, row_number, kind, precision, local_day, place_id, category) select 9000 + i, 7, 1, 9000 + i, 'crime', 'month', date '2026-06-01', 1, 'Drugs' from range(40) as more(i);
          update meta set value = '1' where key = 'data_version'`,
        values: [],
      }),
    )
    const draft = await ask().profile.draft({})
    expect(draft.edition).toBe(3)
    expect(draft.sections.find((section) => section.sectionId === 'crime')!.figuresChanged).toBeGreaterThan(0)
    expect(draft.sections.find((section) => section.sectionId === 'demand')!.figuresChanged).toBe(0)
  })

  test('waits for a name in edited text, and for a figure typed by hand, until each is confirmed', async () => {
    await ask().profile.edit({
      paragraphId: 'demand.people',
      text: `${forenameOf(3)} is one of 3 who asked for help.`,
    })
    const draft = await ask().profile.draft({})
    expect(draft.wordsToConfirm.map((one) => one.word)).toEqual([forenameOf(3), '3'])
    expect(draft.checks.find((one) => one.check === 'words')!.state).toBe('waiting')
    await expect(ask().profile.release({})).rejects.toMatchObject({ code: 'RELEASE_NOT_CONFIRMED' })
    for (const one of draft.wordsToConfirm)
      await ask().profile.confirmWord({ word: one.word, confirmed: true })
    expect((await ask().profile.release({ formats: ['html'] })).refused).toBeUndefined()
    expect(await ask().profile.releases({})).toHaveLength(1)
  })

  test.each([
    [
      'a telephone number',
      () =>
        `Ring ${numberOf(5)
          .replace('+44', '0')
          .replace(/(\d{5})(\d+)/, '$1 $2')} for this`,
    ],
    ['a full name', () => `${surnameOf(9).toUpperCase()}, ${forenameOf(9)} asked for help`],
    ['a date of birth', () => `Born on ${birthOf(20).split('-').reverse().join('/')}`],
    ['a source id', () => 'See ref-000017 for more'],
    ['a word that a profile does not use', () => 'Customers come at night'],
  ])('is refused with reasons for %s in edited text, and nothing is written', async (_, words) => {
    const folder = join(county.folder, 'refused')
    await ask().profile.edit({ paragraphId: 'demand.people', text: words() })
    for (const one of (await ask().profile.draft({})).wordsToConfirm)
      await ask().profile.confirmWord({ word: one.word, confirmed: true })
    const result = await ask().profile.release({ folder })
    expect(result.refused?.code).toBe('RELEASE_REFUSED')
    expect(result.refused?.reasons.length).toBeGreaterThan(0)
    expect(JSON.stringify(result.refused)).not.toContain(numberOf(5).slice(-6))
    expect(existsSync(folder)).toBe(false)
    expect(await ask().profile.releases({})).toEqual([])
  })

  test('into a folder that cannot be written fails and registers nothing', async () => {
    await expect(ask().profile.release({ folder: county.opened.path })).rejects.toMatchObject({
      code: 'FOLDER_NOT_WRITABLE',
    })
    expect(await ask().profile.releases({})).toEqual([])
  })
})

describe('editing', () => {
  test('survives a refresh of the data, and null brings the template back', async () => {
    const paragraphs = async () =>
      (await ask().profile.draft({})).sections.flatMap((section) => section.paragraphs)
    const before = (await paragraphs()).find((one) => one.paragraphId === 'harm.kinds')!
    await ask().profile.edit({
      paragraphId: 'harm.kinds',
      text: 'Outreach workers report fewer people using alone.',
    })
    await county.opened.database.write(undefined, (connection) =>
      connection.run({ text: `update meta set value = '7' where key = 'data_version'`, values: [] }),
    )
    expect((await paragraphs()).find((one) => one.paragraphId === 'harm.kinds')).toEqual({
      paragraphId: 'harm.kinds',
      runs: [{ text: 'Outreach workers report fewer people using alone.' }],
      edited: true,
    })
    await ask().profile.edit({ paragraphId: 'harm.kinds', text: null })
    expect((await paragraphs()).find((one) => one.paragraphId === 'harm.kinds')).toEqual(before)
  })
})

describe('roles', () => {
  test('a lead reads the draft and no rows; a reader reads finished releases alone', async () => {
    expect((await ask('lead').profile.draft({})).sections).toHaveLength(14)
    await expect(ask('lead').profile.figureRows({ figureId: 'demand.groups~All' })).rejects.toMatchObject({
      code: 'ROLE_FORBIDDEN',
    })
    await expect(ask('reader').profile.draft({})).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    expect(await ask('reader').profile.releases({})).toEqual([])
  })

  test('a lead sees counts under one policy alone: that of the newest release', async () => {
    const policyOfDraft = async () => (await ask('lead').profile.draft({})).policy.name
    const other = (policy: 'ndtms' | 'nhs' | 'strict') => ask('lead').profile.draft({ policy })
    expect(await policyOfDraft()).toBe('ndtms')
    for (const policy of ['nhs', 'strict'] as const)
      await expect(other(policy)).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
    expect((await ask().profile.draft({ policy: 'nhs' })).policy.name).toBe('nhs')
    expect((await ask().profile.release({ formats: ['csv'], policy: 'nhs' })).refused).toBeUndefined()
    expect(await policyOfDraft()).toBe('nhs')
    await expect(other('ndtms')).rejects.toMatchObject({ code: 'ROLE_FORBIDDEN' })
  })

  test('a lead is not told at which counts a check failed, the analyst is', async () => {
    expect((await ask().profile.release({ formats: ['csv'], policy: 'nhs' })).refused).toBeUndefined()
    const draft = await ask().profile.draft({ policy: 'ndtms' })
    const refused = draft.checks.filter(({ state }) => state === 'refused')
    expect(refused.map(({ words }) => words).join()).toMatch(
      /^The same data were released as edition 1 under NHS/,
    )
    const told = withoutCounts(draft).checks
    expect(told.filter(({ state }) => state === 'refused').map(({ words }) => words)).toEqual(
      refused.map(() => 'not passed: ask an analyst to look'),
    )
    expect(told.filter(({ state }) => state !== 'refused')).toEqual(
      draft.checks.filter(({ state }) => state !== 'refused'),
    )
  })

  test('a figure leads to its rows, as many as it counts', async () => {
    const homes = await ask().profile.figureRows({ figureId: 'supply.homes~Ashmoor City' })
    expect(homes.rowCount).toBe(10)
    const drugs = await ask().profile.figureRows({ figureId: 'crime.types~Drugs' })
    expect(drugs.rowCount).toBe(165)
    expect(
      (await ask().profile.figureRows({ figureId: 'demand.groups~Identity not established' })).rowCount,
    ).toBe(20)
    for (const figureId of [
      'harm.known~__proto__',
      'harm.known~constructor',
      'gaps.fields~__proto__~All entries',
    ])
      await expect(ask().profile.figureRows({ figureId })).rejects.toMatchObject({ code: 'FIGURE_NOT_FOUND' })
    await expect(ask().profile.figureRows({ figureId: 'crime.types~Nothing' })).rejects.toMatchObject({
      code: 'FIGURE_NOT_FOUND',
    })
  })
})

test('the policies that forbid age and ethnicity leave their tables out', async () => {
  const draft = await ask().profile.draft({ policy: 'strict' })
  expect(draft.checks.filter((one) => one.state === 'refused')).toEqual([])
  const tables = draft.sections.flatMap((section) => section.tables.map((table) => table.tableId))
  expect(tables).not.toContain('demand.ages')
  expect(tables).not.toContain('demand.ethnicity')
  expect(tables).toContain('demand.sexes')
})
