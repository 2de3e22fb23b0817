import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { writeXlsx } from 'hucre/xlsx'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { zipOf } from '../analysis/sources/report-files.ts'
import { violations } from '../support/axe.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { caseOf, openWindow } from '../support/window.ts'

const pictures = process.env.HUBLINE_PICTURES

const custody = (dates: readonly string[]) =>
  `Custody Ref,Surname,Forename,DOB,Arrest Date\n${dates.map((date, index) => `C${index},Reed${index},Ann\u202E,13/02/1990,${date}\n`).join('')}`

it('a refused file says in its own row what it is and what to do; one that loads says what to check', async () => {
  const folder = join(temporaryFolder(), 'in')
  mkdirSync(folder)
  const put = (name: string, content: string | Uint8Array) => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  const locked = await writeXlsx({
    sheets: [{ name: 'Custody', rows: [['Ref'], ['C1']] }],
    encryption: { password: 'x', spinCount: 1000 },
  })
  const files = [
    put('custody-april.xlsx', locked),
    put('exhibit-4.ufdr', zipOf([{ name: 'report.xml', content: '<row>'.padEnd(70_000_000, ' ') }])),
    put('scan\u202Evsc.pdf', '%PDF-1.7\n'),
    put('rota.csv', 'Monday,Tuesday\nAnn,Bob\n'),
    put('custody-may.csv', custody(['03/04/2026', '05/04/2026', '04/25/2026', '26/04/2026', '27/04/2026'])),
  ]
  const { page, complaints } = await openWindow(await caseOf(join(projectFolder, 'sample-data/small')))
  await page
    .getByRole('button', { name: /^Sources/ })
    .or(page.getByRole('link', { name: /^Sources/ }))
    .or(page.getByRole('tab', { name: /^Sources/ }))
    .first()
    .click()
  await page.locator('input[type=file]').first().setInputFiles(files)
  const row = (name: string) => page.locator('.waiting-row').filter({ hasText: name })
  await row('custody-may.csv').getByText('ready').waitFor()
  const words = async (name: string) =>
    (await row(name).locator('.waiting-problem').innerText()).replaceAll(/\s+/g, ' ')
  expect(await words('custody-april.xlsx')).toBe(
    'Not loaded. custody-april.xlsx is protected by a password. It is an Office file that opens only with its password. Open it with the password, save it without one and load that; or ask the partner to send it so. Hubline asks for no passwords.',
  )
  expect(await words('exhibit-4.ufdr')).toMatch(
    /Not loaded\. exhibit-4\.ufdr is too large\. report\.xml in it says that it unpacks to 70 MB, .* Ask for it again, and ask how it was made\./,
  )
  expect(await words('scan[U+202E]vsc.pdf')).toBe(
    'Not loaded. scan[U+202E]vsc.pdf cannot be read. It is a PDF, which holds pages and no table. Ask for the table itself, as CSV or XLSX.',
  )
  expect(await words('rota.csv')).toMatch(
    /Hubline cannot tell what rota\.csv is\. No row among its first twenty holds column names that are known\./,
  )
  const look = async (name: string) => {
    if (!pictures) return
    for (const theme of ['light', 'dark'] as const)
      for (const [width, height] of [
        [1366, 768],
        [2560, 1440],
      ] as const) {
        await page.emulateMedia({ colorScheme: theme })
        await page.setViewportSize({ width, height })
        await page.screenshot({ path: join(pictures, `${name}-${theme}-${width}.png`) })
      }
    await page.setViewportSize({ width: 1366, height: 768 })
    await page.emulateMedia({ colorScheme: 'light' })
  }
  await row('custody-may.csv').locator('.waiting-name').click()
  await page.getByText(/can only be day first and 1 date only month first/).waitFor()
  await look('refused')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Load 1 file' }).click()
  await page.getByRole('button', { name: 'Clear' }).click()
  await page.getByRole('gridcell', { name: 'custody-may.csv', exact: true }).click()
  await page.getByText(/can only be day first and 1 date only month first/).waitFor()
  await page.getByText('1 to check', { exact: true }).first().waitFor()
  await look('loaded')
  expect(await violations(page)).toEqual([])
  expect(complaints.filter((one) => !one.startsWith('Failed to load resource'))).toEqual([])
})
