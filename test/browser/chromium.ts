import { accessSync, constants } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import type { Teardown } from '../support/test-database.ts'

const EXECUTABLE = '/usr/bin/chromium'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Why browser tests cannot run here; false when they can. */
export function whyNoBrowser(): string | false {
  try {
    accessSync(EXECUTABLE, constants.X_OK)
    return false
  } catch {
    return `there is no ${EXECUTABLE}: install Debian's package chromium to run this test`
  }
}

/** Milliseconds after which what is waited for will not come, however busy the machine is. */
const PATIENCE_MS = 300_000

/** Has every page of a browser wait that long. */
function bePatient(browser: Browser): void {
  const { newContext, newPage } = browser
  browser.newContext = async (options) => {
    const context = await newContext.call(browser, options)
    context.setDefaultTimeout(PATIENCE_MS)
    return context
  }
  browser.newPage = async (options) => {
    const page = await newPage.call(browser, options)
    page.setDefaultTimeout(PATIENCE_MS)
    return page
  }
}

/** Starts a headless browser. @param flags command-line flags besides ours. @param env set beside our environment. */
export async function launchBrowser(flags: readonly string[] = [], env: Record<string, string> = {}): Promise<Browser> {
  const { chromium } = await import('playwright-core')
  const environment = { ...process.env, ...env }
  const args = [...FLAGS, ...flags]
  const browser = await chromium.launch({ executablePath: EXECUTABLE, args, env: environment, timeout: PATIENCE_MS })
  bePatient(browser)
  return browser
}

/**
 * Starts a browser that ends with the test.
 *
 * @param flags command-line flags of the test's own.
 * @param env set beside our environment, such as another home folder.
 */
export async function startBrowser(
  t: Teardown,
  flags: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<Browser> {
  const browser = await launchBrowser(flags, env)
  t.teardown(() => browser.close())
  return browser
}

/**
 * Opens a blank page.
 *
 * @returns the page and what went wrong in it so far: console errors, which include violations of the content security
 *   policy, uncaught errors, failed requests and answers of 400 and above.
 */
export async function openPage(browser: Browser): Promise<{ page: Page; problems: string[] }> {
  const page = await browser.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('requestfailed', (request) => problems.push(`${request.url()} ${request.failure()?.errorText}`))
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.url()} answered ${response.status()}`)
  })
  return { page, problems }
}
