import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { findBrowser } from '../../analysis/cli/app-window.ts'

/** The installed browser, else the one that comes from npm (Linux x64). */
export async function launchBrowser(): Promise<Browser> {
  const installed = findBrowser()
  if (installed) return chromium.launch({ executablePath: installed, args: ['--no-sandbox'] })
  return chromium.launch({ executablePath: await packed.executablePath(), args: packed.args })
}
