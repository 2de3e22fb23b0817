import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { violations } from '../support/axe.ts'
import { type Gallery, openGallery } from './gallery/gallery.ts'

let gallery: Gallery

beforeAll(async () => {
  gallery = await openGallery()
})
afterAll(() => gallery?.close())

const settled = async (page: Page) => {
  await page.locator('[data-region=canvas]').getByRole('heading').first().waitFor()
  await page.waitForFunction(() => !/Reading /.test(document.body.textContent ?? ''))
}

/** Runs the command that the palette then has chosen. */
const command = async (page: Page, name: string | RegExp, words: string) => {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or command' }).fill(words)
  await page.getByRole('option', { name, selected: true }).waitFor()
  await page.keyboard.press('Enter')
}

const regionInFocus = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-region]')?.dataset.region)

const screens = [
  'view=first',
  'view=lines&line=line-1',
  'view=lines&line=line-20',
  'view=people&person=person-1',
]
const sizes = [
  { width: 1366, height: 768 },
  { width: 2560, height: 1440 },
]

describe('every screen passes axe, and the page’s policy stops nothing that it needs', () => {
  const cases = screens.flatMap((screen) =>
    ['light', 'dark', 'contrast'].flatMap((theme) => sizes.map((size) => ({ screen, theme, size }))),
  )
  it.each(cases)('$screen in $theme at $size.width', async ({ screen, theme, size }) => {
    const { page, complaints } = await gallery.open(`${screen}&theme=${theme}`, size)
    await settled(page)
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
    await page.context().close()
  })

  it.each(['failing', 'empty', 'slow'])('when the engine is %s', async (scene) => {
    for (const view of ['first', 'lines', 'people']) {
      const { page } = await gallery.open(`view=${view}&scene=${scene}`)
      const words = {
        failing: 'cannot be read',
        empty: /No candidate lines yet|Nobody yet|worth a click/,
        slow: 'Reading',
      }[scene]
      await page
        .getByText(words ?? '')
        .first()
        .waitFor()
      expect(await violations(page)).toEqual([])
      await page.context().close()
    }
  })
})

describe('the keyboard reaches everything', () => {
  it('moves in the table, opens the rows of a figure and comes back', async () => {
    const { page } = await gallery.open('view=lines&line=line-1')
    const grid = page.getByRole('grid', { name: 'Candidate lines' })
    await grid.focus()
    await page.keyboard.press('ArrowDown')
    await page.getByRole('heading', { name: 'Jet' }).waitFor()
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    const drawer = page.getByRole('dialog', { name: 'Customers of Jet' })
    await drawer.waitFor()
    await drawer.getByText('135 rows').waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press('Escape')
    await drawer.waitFor({ state: 'detached' })
    await page.context().close()
  })

  it('goes to views by digit, round the regions by F6, and back by Ctrl Z', async () => {
    const { page } = await gallery.open('view=first')
    await page
      .getByRole('button', { name: /People/ })
      .first()
      .waitFor()
    await page.keyboard.press('3')
    await page.getByRole('heading', { name: 'Candidate lines' }).waitFor()
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'grid')
    for (const region of ['inspector', 'timeline', 'rail', 'top', 'canvas']) {
      await page.keyboard.press('F6')
      await expect.poll(() => regionInFocus(page)).toBe(region)
    }
    await page.keyboard.press('Control+z')
    await page.getByRole('heading', { name: /a county that does not exist/ }).waitFor()
    await page.context().close()
  })

  it('accepts a line from the palette and takes it back', async () => {
    const { page } = await gallery.open('view=lines&line=line-5')
    await page.getByText('proposed 0.87').waitFor()
    await command(page, 'Accept line', 'accept')
    await page.getByText('Ziggy accepted.').waitFor()
    await page.getByText('accepted 0.87').waitFor()
    await page.keyboard.press('Control+z')
    await page.getByText('proposed 0.87').waitFor()
    await page.context().close()
  })

  it('brushes a week earlier with a bracket and resizes with Shift', async () => {
    const { page } = await gallery.open('view=lines&line=line-1')
    await page.getByText('24–30 Jun shown').waitFor()
    await page.keyboard.press('[')
    await page.getByText('17–23 Jun brushed').waitFor()
    await page.keyboard.press('Shift+BracketRight')
    await page.getByText('17–24 Jun brushed').waitFor()
    await page.context().close()
  })

  it('shows every key on a question mark', async () => {
    const { page } = await gallery.open('view=lines')
    await page.keyboard.press('?')
    const dialog = page.getByRole('dialog', { name: 'All keys' })
    await dialog.waitFor()
    await dialog.getByText('Brush earlier days').waitFor()
    expect(await violations(page)).toEqual([])
    await page.context().close()
  })
})

describe('what was chosen is remembered', () => {
  it('keeps the width of the inspector and the theme over a reload', async () => {
    const { page } = await gallery.open('view=lines&line=line-1')
    const inspector = page.locator('[data-region=inspector]')
    const widthNow = async () => Math.round((await inspector.boundingBox())?.width ?? 0)
    const before = await widthNow()
    await page.getByRole('separator', { name: 'Width of the inspector' }).focus()
    await page.keyboard.press('ArrowLeft')
    await page.waitForFunction(
      (width) => (document.querySelector('[data-region=inspector]')?.clientWidth ?? 0) > width + 10,
      before,
    )
    const wider = await widthNow()
    await page.reload()
    await inspector.waitFor()
    await page.waitForFunction(
      (width) => Math.abs((document.querySelector('[data-region=inspector]')?.clientWidth ?? 0) - width) <= 2,
      wider,
    )
    await page.context().close()
  })

  it('lands on the table when the keyboard comes to the canvas', async () => {
    const { page } = await gallery.open('view=lines&line=line-1')
    await page.getByRole('grid').first().waitFor()
    await page.keyboard.press('F6')
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid')
    await page.context().close()
  })
})

describe('the keyboard goes with the view', () => {
  it('moves in the table at once after a choice in the palette', async () => {
    const { page } = await gallery.open('view=first')
    await command(page, 'Go to Lines', 'go to lines')
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Candidate lines')
    const chosen = () => page.locator('[data-region=inspector] h2').first().textContent()
    const before = await chosen()
    await page.keyboard.press('ArrowDown')
    await page.waitForFunction(
      (name) => document.querySelector('[data-region=inspector] h2')?.textContent !== name,
      before,
    )
    await page.context().close()
  })

  it('leaves it where it was when the palette changes nothing of the view', async () => {
    const { page } = await gallery.open('view=lines&line=line-1')
    await page.getByRole('grid').first().waitFor()
    const help = page.getByRole('button', { name: 'Help' })
    await help.focus()
    await command(page, /dark theme/i, 'dark theme')
    await page.waitForFunction(() => document.activeElement?.textContent === 'Help')
    await page.context().close()
  })

  it('keeps the line that is looked at when everything is shown', async () => {
    const { page } = await gallery.open('view=lines&line=line-5')
    await page.getByText('proposed 0.87').waitFor()
    await page.keyboard.press('[')
    await page.getByText('17–23 Jun brushed').waitFor()
    await page.keyboard.press('Backspace')
    await page.getByText('17–23 Jun brushed').waitFor({ state: 'detached' })
    await page.getByRole('heading', { name: 'Ziggy' }).waitFor()
    await page.context().close()
  })

  it('makes and opens a case from the menu of every view', async () => {
    const { page } = await gallery.open('view=lines&line=line-1')
    await page.getByRole('button', { name: /Wendmarsh county/ }).click()
    await page.getByRole('menuitem', { name: 'Open a case' }).waitFor()
    await page.getByRole('menuitem', { name: 'New case' }).click()
    await page.getByRole('dialog', { name: 'New case' }).waitFor()
    await page.context().close()
  })
})

describe('what is said', () => {
  it('covers nothing, moves no button, and goes with its view', async () => {
    const { page } = await gallery.open('view=lines&line=line-5')
    const aside = page.getByRole('button', { name: 'Set aside' })
    const before = await aside.boundingBox()
    await page.getByRole('button', { name: 'Accept', exact: false }).first().click()
    const said = page.getByText('Ziggy accepted.')
    await said.waitFor()
    await page.getByText('accepted 0.87').waitFor()
    expect(await aside.boundingBox()).toEqual(before)
    const covered = await page.evaluate(() => {
      const box = document.querySelector('.announcement-words')?.getBoundingClientRect()
      if (!box) return ['nothing said']
      return [...document.querySelectorAll('button, a, input, select, canvas, [role=grid]')]
        .filter((one) => !one.closest('.announcement'))
        .filter((one) => {
          const other = one.getBoundingClientRect()
          return (
            other.width > 0 &&
            other.left < box.right &&
            other.right > box.left &&
            other.top < box.bottom &&
            other.bottom > box.top
          )
        })
        .map((one) => one.textContent)
    })
    expect(covered).toEqual([])
    await page.keyboard.press('2')
    await said.waitFor({ state: 'detached' })
    await page.context().close()
  })
})

describe('the table is drawn as it is laid out', () => {
  it('keeps headers above their columns and no reason cut', async () => {
    const { page } = await gallery.open('view=people&person=person-1')
    await settled(page)
    const places = await page.evaluate(() => {
      const left = (selector: string) =>
        [...document.querySelectorAll(selector)].map((cell) => Math.round(cell.getBoundingClientRect().left))
      return { heads: left('[role=columnheader]'), cells: left('.table-row:first-child [role=gridcell]') }
    })
    expect(places.cells).toEqual(places.heads)
    await page.goto(page.url().replace(/\?.*/, '?view=lines'))
    await page.locator('.table-row').first().waitFor()
    const cut = await page.evaluate(
      () =>
        [...document.querySelectorAll('.table-cell')].filter(
          (cell) => cell.scrollWidth > cell.clientWidth + 1,
        ).length,
    )
    expect(cut).toBe(0)
    await page.context().close()
  })
})
