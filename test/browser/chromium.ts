import { accessSync, constants } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
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

let shared: Promise<Browser> | undefined

/** The browser of the process: its test files run one after the other, and each test has profiles of its own in it. */
async function sharedBrowser(): Promise<Browser> {
  if (shared === undefined) {
    const starting = launchBrowser()
    shared = starting
    // Loaded where a test runs: it takes the process for one.
    const { default: tap } = await import('tap')
    tap.teardown(async () => (await starting).close())
  }
  const browser = await shared
  if (browser.isConnected()) return browser
  // It has crashed.
  shared = undefined
  return sharedBrowser()
}

/** What tests do with a browser. */
export type TestBrowser = Pick<Browser, 'newContext' | 'newPage'>

/**
 * Gives a test a browser. What it opens there, cookies and stores included, ends with the test.
 *
 * @param flags command-line flags of the test's own: then a browser is started for them.
 * @param env set beside our environment, such as another home folder: so for that.
 */
export async function startBrowser(
  t: Teardown,
  flags: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<TestBrowser> {
  if (flags.length > 0 || Object.keys(env).length > 0) {
    const own = await launchBrowser(flags, env)
    t.teardown(() => own.close())
    return own
  }
  const browser = await sharedBrowser()
  const opened: BrowserContext[] = []
  t.teardown(async () => {
    for (const context of opened) await context.close()
  })
  return {
    async newContext(options) {
      const context = await browser.newContext(options)
      opened.push(context)
      return context
    },
    async newPage(options) {
      const page = await browser.newPage(options)
      opened.push(page.context())
      return page
    },
  }
}

/**
 * Opens a blank page.
 *
 * @returns the page and what went wrong in it so far: console errors, which include violations of the content security
 *   policy, uncaught errors, failed requests and answers of 400 and above.
 */
export async function openPage(browser: TestBrowser): Promise<{ page: Page; problems: string[] }> {
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
