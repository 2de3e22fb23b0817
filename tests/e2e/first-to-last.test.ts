import { createHash } from 'node:crypto'
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { textOfPdf, textsOfFile } from '../../analysis/disclosure/index.ts'
import { generateCounty } from '../../sample-data/generate/index.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { openWindow } from '../support/window.ts'

const smallFolder = join(projectFolder, 'sample-data/small')
const smallFiles = [
  'calls/small-calls.csv',
  'custody/small-custody.csv',
  'harm/small-harm.csv',
  'phones/EXH-S1.xlsx',
  'programme/small-programme.csv',
  'treatment/small-treatment.csv',
].map((file) => join(smallFolder, file))

let county: { folder: string; files: string[] }

beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hubline-county-'))
  await generateCounty({ seed: 3, size: 'small', outDirectory: folder })
  const within = async (kind: string, most: number) =>
    (await readdir(join(folder, kind)))
      .sort()
      .slice(0, most)
      .map((file) => join(folder, kind, file))
  county = {
    folder,
    files: [
      ...['halden-mobile', 'northway-telecom', 'orrin'].map((operator) =>
        join(folder, 'calls', `${operator}-request-01.csv`),
      ),
      ...(await within('phones', 3)),
      ...(await within('custody', 3)),
      ...(await within('people', 1)),
      ...(await within('treatment', 1)),
      ...(await within('programme', 1)),
    ],
  }
})

afterAll(() => rmSync(county.folder, { recursive: true, force: true }))

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { axe: checker } = globalThis as unknown as { axe: typeof axe }
    return (await checker.run()).violations.map(
      (one) => `${one.id}: ${one.nodes.map((node) => node.target).join(' ')}`,
    )
  })
}

const go = (page: Page, view: string) =>
  page
    .locator('[data-region=rail]')
    .getByRole('button', { name: new RegExp(`^\\d?\\s*${view}`) })
    .click()

const settled = (page: Page) =>
  page.waitForFunction(
    () =>
      !document.querySelector('.jobs-strip') &&
      !/Reading |reading what/.test(document.querySelector('.canvas')?.textContent ?? ''),
    null,
  )

async function newCase(page: Page, name: string): Promise<void> {
  await page.locator('.canvas').getByRole('button', { name: 'New case' }).click()
  const dialog = page.getByRole('dialog', { name: 'New case' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByLabel('Lawful basis').selectOption('open')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Make the case' }).click()
  await page.getByRole('heading', { name, level: 1 }).waitFor()
}

async function loadFiles(page: Page, files: readonly string[]): Promise<void> {
  await page.getByTestId('files').setInputFiles([...files])
  const load = page.getByRole('button', { name: new RegExp(`^Load ${files.length} file`) })
  await load.waitFor()
  await settled(page)
  await load.click()
  await page.getByRole('grid', { name: 'Source files' }).waitFor()
  await page.getByRole('region', { name: 'Files waiting to be loaded' }).waitFor({ state: 'detached' })
}

/** Files of an archive whose entries are stored as they are (APPNOTE 6.3). */
function filesOfArchive(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (let at = 0; archive.readUInt32LE(at) === 0x04034b50; ) {
    const size = archive.readUInt32LE(at + 18)
    const nameLength = archive.readUInt16LE(at + 26)
    const start = at + 30 + nameLength + archive.readUInt16LE(at + 28)
    files.set(archive.toString('utf8', at + 30, at + 30 + nameLength), archive.subarray(start, start + size))
    at = start + size
  }
  return files
}

async function saveReleased(page: Page, press: () => Promise<void>): Promise<Map<string, Buffer>> {
  const downloading = page.waitForEvent('download')
  await press()
  const download = await downloading
  const archive = join(temporaryFolder(), download.suggestedFilename())
  await download.saveAs(archive)
  const folder = temporaryFolder()
  const files = filesOfArchive(readFileSync(archive))
  for (const [name, bytes] of files) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), bytes)
  }
  return files
}

/** What a released file says to its reader: offsets and packed bytes are not words. */
async function wordsOf(name: string, bytes: Buffer): Promise<string> {
  if (name.endsWith('.pdf')) return textOfPdf(bytes)
  if (!name.endsWith('.docx')) return bytes.toString('utf8')
  return textsOfFile(name, bytes)
    .views.filter(({ view }) => view === 'without tags, spaced')
    .map(({ text }) => text)
    .join('\n')
}

async function checkReleased(page: Page, files: Map<string, Buffer>): Promise<void> {
  const list = page.locator('.release-files li')
  await expect.poll(() => list.count()).toBe(files.size)
  const shown = await list.allTextContents()
  for (const [name, bytes] of files) {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(shown.some((line) => line.startsWith(name) && line.includes(sha256.slice(0, 16)))).toBe(true)
    expect(await wordsOf(name, bytes)).not.toMatch(/(\+44|0)7\d{3}\s?\d{6}/)
  }
  const document = [...files].find(([name]) => name.endsWith('.html'))?.[1].toString('utf8') ?? ''
  expect([...files.keys()]).toEqual(expect.arrayContaining(['profile.pdf', 'profile.docx', 'profile.html']))
  expect(document).toContain('OFFICIAL-SENSITIVE')
  expect(document).toContain('What this cannot say')
}

it('goes from an empty case to a released profile, and every step passes axe', async () => {
  const { page, complaints } = await openWindow()
  await page.getByRole('heading', { name: 'No case is open.' }).waitFor()
  expect(await violations(page)).toEqual([])
  await newCase(page, 'Testshire')

  await go(page, 'Sources')
  await page.getByText('This case holds no files yet.').waitFor()
  expect(await violations(page)).toEqual([])
  await loadFiles(page, county.files)
  await settled(page)
  expect(await violations(page)).toEqual([])
  const figures = () =>
    page.evaluate(() => {
      const number = (cell: Element | undefined) =>
        Number((/^[\d,]+/.exec(cell?.textContent ?? '')?.[0] ?? '').replaceAll(',', ''))
      return [...document.querySelectorAll('.table-row')].map((row) => {
        const cells = [...row.querySelectorAll('[role=gridcell]')]
        return [cells[2], cells[4], cells[5], cells[6]].map(number)
      })
    })
  await expect.poll(async () => (await figures()).length).toBeGreaterThan(10)
  const read = await figures()
  for (const [rows, loaded = 0, aside = 0, duplicate = 0] of read)
    expect(loaded + aside + duplicate).toBe(rows)

  await page.getByRole('button', { name: 'Wash people and find lines' }).click()
  const lines = page.getByRole('grid', { name: 'Candidate lines' })
  await lines.waitFor()
  await settled(page)
  await lines.locator('.table-row').first().click()
  await page.getByText('Why it is here').waitFor()
  expect(await violations(page)).toEqual([])
  await page.locator('.reason-rows button').first().click()
  const drawer = page.getByRole('dialog')
  await drawer
    .getByText(/\d rows?/)
    .first()
    .waitFor()
  await expect.poll(() => drawer.getByRole('row').count()).toBeGreaterThan(1)
  expect(await violations(page)).toEqual([])
  await page.keyboard.press('Escape')

  await go(page, 'People')
  for (const group of ['Not known to any service', 'In mainstream treatment', 'Programme clients'])
    await page.getByRole('heading', { name: group }).waitFor()
  await settled(page)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: /List below\s*, Not known/ }).click()
  await page.getByRole('grid', { name: 'People and numbers' }).locator('.table-row').first().click()
  await page.getByRole('heading', { name: 'Group', exact: true }).waitFor()
  expect(await violations(page)).toEqual([])

  await go(page, 'Profile')
  await page.getByRole('heading', { name: '1 Summary' }).waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Add a paragraph' }).click()
  await page.getByLabel(/A paragraph of your own/).fill('outreach should follow these figures closely.')
  await page.getByRole('button', { name: 'Keep' }).click()
  await page.getByText('outreach should follow these figures closely.').waitFor()
  await page.locator('[data-region=inspector]').getByRole('button', { name: 'Release' }).click()
  const dialog = page.getByRole('dialog', { name: /Release edition 1/ })
  await dialog.getByLabel('Recipient').fill('Testshire steering group')
  await dialog.getByLabel('Why').fill('the yearly profile')
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Release' }).click()
  await page.getByRole('dialog', { name: 'Released' }).waitFor()
  expect(await violations(page)).toEqual([])
  const files = await saveReleased(page, () =>
    page.getByRole('button', { name: /Save all \d+ files/ }).click(),
  )
  await checkReleased(page, files)
  expect([...files.values()].some((bytes) => bytes.includes('outreach should follow'))).toBe(true)
  expect(complaints).toEqual([])
})

it('does the same by the keyboard alone', async () => {
  const { page } = await openWindow()
  await page.getByRole('heading', { name: 'No case is open.' }).waitFor()
  const command = async (words: string) => {
    await page.keyboard.press('Control+k')
    const box = page.getByRole('combobox', { name: 'Find or command' })
    await box.and(page.locator(':focus')).waitFor()
    await page.keyboard.type(words)
    await page.getByRole('option', { name: new RegExp(words, 'i'), selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await box.waitFor({ state: 'detached' })
  }
  const tabTo = async (name: RegExp) => {
    for (let step = 0; step < 80; step += 1) {
      await page.keyboard.press('Tab')
      const focused = await page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null
        return `${element?.labels?.[0]?.textContent ?? ''} ${element?.getAttribute('aria-label') ?? ''} ${element?.textContent ?? ''}`
      })
      if (name.test(focused)) return
    }
    throw new Error(`The keyboard does not reach ${name}`)
  }
  await command('New case')
  await page.getByRole('dialog', { name: 'New case' }).waitFor()
  await tabTo(/^Name/)
  await page.keyboard.type('Keyshire')
  await tabTo(/Lawful basis/)
  await page.keyboard.press('ArrowDown')
  await tabTo(/Make the case/)
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Keyshire', level: 1 }).waitFor()

  await page.keyboard.press('1')
  await page.getByText('This case holds no files yet.').waitFor()
  const choosing = page.waitForEvent('filechooser')
  await command('Add files')
  await (await choosing).setFiles(smallFiles)
  await page.getByRole('button', { name: /^Load 6 files/ }).waitFor()
  await settled(page)
  await tabTo(/Load 6 files/)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Wash people and find lines' }).waitFor()
  await tabTo(/Wash people and find lines/)
  await page.keyboard.press('Enter')
  await page.getByRole('grid', { name: 'Candidate lines' }).waitFor()
  await settled(page)
  await command('Accept line')
  await page
    .getByText(/accepted\./)
    .first()
    .waitFor()
  await page.keyboard.press('Control+z')
  await page
    .getByText(/accepted/)
    .first()
    .waitFor({ state: 'detached' })
  await command('Accept line')
  await page
    .getByText(/accepted\./)
    .first()
    .waitFor()

  await page.keyboard.press('2')
  await page.getByRole('heading', { name: 'Not known to any service' }).waitFor()
  await command('Go to Profile')
  await page.getByRole('heading', { name: '1 Summary' }).waitFor()
  await settled(page)
  await command('Release')
  await page.getByRole('dialog', { name: /Release edition/ }).waitFor()
  await tabTo(/^Recipient/)
  await page.keyboard.type('the steering group')
  await tabTo(/^Why/)
  await page.keyboard.type('a trial')
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: 'Released' }).waitFor()
  await tabTo(/Save all \d+ files/)
  await checkReleased(page, await saveReleased(page, () => page.keyboard.press('Enter')))
})

it('says what is wrong with a file that is none of the kinds, and loads the others', async () => {
  const { page } = await openWindow()
  await newCase(page, 'Wrongshire')
  await go(page, 'Sources')
  const wrong = join(temporaryFolder(), 'holiday.csv')
  writeFileSync(wrong, 'colour,flower\nred,rose\nblue,iris\n')
  await page.getByTestId('files').setInputFiles([wrong, ...smallFiles.slice(0, 1)])
  const problem = page.getByRole('alert')
  await problem.getByText('Not loaded.').waitFor()
  await expect.poll(() => problem.textContent()).toMatch(/holiday\.csv|column/)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Load 1 file', exact: true }).click()
  const files = page.getByRole('grid', { name: 'Source files' })
  await files.waitFor()
  await expect.poll(() => files.locator('.table-row').count()).toBe(1)
})

it('cancels an import by its button, and nothing of the file stays', async () => {
  const { page } = await openWindow()
  await newCase(page, 'Longshire')
  await go(page, 'Sources')
  const source = county.files[0]!
  const [head = '', ...rows] = readFileSync(source, 'utf8').trimEnd().split('\n')
  const long = join(temporaryFolder(), 'long.csv')
  writeFileSync(long, `${head}\n`)
  const body = `${rows.join('\n')}\n`
  const wanted = 150_000_000
  for (let size = 0; size < wanted; size += body.length) appendFileSync(long, body)
  await page.getByTestId('files').setInputFiles(long)
  const load = page.getByRole('button', { name: 'Load 1 file', exact: true })
  await load.waitFor()
  await settled(page)
  await load.click()
  const strip = page.locator('.jobs-strip')
  await strip.waitFor()
  await strip.getByRole('progressbar').first().waitFor()
  await strip.getByRole('button', { name: 'Cancel' }).click()
  await strip.waitFor({ state: 'detached' })
  await page.getByText('Cancelled. The case is as it was before.').waitFor()
  await expect.poll(() => page.getByRole('grid', { name: 'Source files' }).count()).toBe(0)
  expect(await violations(page)).toEqual([])
})
