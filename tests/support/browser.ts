import packed from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'
import { findBrowser } from '../../analysis/cli/app-window.ts'
import { patience } from './patience.ts'

/** Switches of the package that take away what the window relies on: the page's Origin, and a process of its own. */
const unsafe =
  /^--(disable-web-security|disable-site-isolation|allow-running-insecure|single-process|no-zygote|disable-features=.*Isolate)/

/** The installed browser, else the one that comes from npm (Linux x64). */
export async function launchBrowser(): Promise<Browser> {
  const installed = findBrowser()
  if (installed)
    return chromium.launch({ executablePath: installed, args: ['--no-sandbox'], timeout: patience })
  return chromium.launch({
    timeout: patience,
    executablePath: await packed.executablePath(),
    args: packed.args.filter((argument) => !unsafe.test(argument)),
  })
}
