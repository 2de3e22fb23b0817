import { join } from 'node:path'
import { expect, it } from 'vitest'
import { projectFolder } from '../../analysis/cli/build.mjs'
import { caseOf, openWindow } from '../support/window.ts'

const smallCase = join(projectFolder, 'sample-data/small')

it('opens with no case, says what to do, and complains of nothing', async () => {
  const { page, complaints, workbench } = await openWindow()
  expect(page.url()).toBe(`${workbench.origin}/`)
  expect(await page.title()).toMatch(/Hubline/)
  await page.getByRole('button').first().waitFor()
  expect(complaints).toEqual([])
})

it('shows the small case with its marking and its lines, from the engine', async () => {
  const { page, complaints } = await openWindow(await caseOf(smallCase))
  await page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
  await page
    .getByRole('button', { name: /^Lines/ })
    .or(page.getByRole('link', { name: /^Lines/ }))
    .or(page.getByRole('tab', { name: /^Lines/ }))
    .first()
    .click()
  const grid = page.getByRole('grid', { name: 'Candidate lines' })
  await grid.waitFor()
  await expect.poll(() => grid.getByRole('row').count()).toBeGreaterThan(1)
  expect(complaints.filter((words) => !words.startsWith('Failed to load resource'))).toEqual([])
})

it('asks no other machine for anything', async () => {
  const { page, workbench } = await openWindow()
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.reload()
  await page.getByRole('heading', { name: 'No case is open.' }).waitFor()
  await page.waitForSelector('html[data-layout=known]')
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  expect([...hosts].filter((origin) => !/^(data:|blob:|null)/.test(origin))).toEqual([workbench.origin])
})

it('survives an engine that dies', async () => {
  const opened = await openWindow(await caseOf(smallCase))
  await opened.page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
  await opened.engineDies()
  await opened.page.reload()
  await opened.page.getByText('OFFICIAL-SENSITIVE').first().waitFor()
})
