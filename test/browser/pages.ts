import type { FastifyInstance } from 'fastify'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { type BuildOptions, buildApp } from '../support/build-app.ts'
import type { Teardown } from '../support/test-database.ts'
import { startBrowser, type TestBrowser } from './chromium.ts'

/** Widths of a phone, a tablet and a desk. */
export const PHONE = { width: 390, height: 844 }
export const TABLET = { width: 820, height: 1180 }
export const DESK = { width: 1440, height: 900 }

export interface Pages {
  app: FastifyInstance
  /** Origin of the service. */
  url: string
  browser: TestBrowser
  /** Opens a page of a browser of its own, at an address below the origin or at a whole one. */
  open(path: string, options?: BrowserContextOptions): Promise<OpenedPage>
}

export interface OpenedPage {
  page: Page
  /** What went wrong so far: console errors, violations of the content security policy, uncaught errors, answers of 400 and above. */
  problems: string[]
  /**
   * Leads the browser to another address, as if it was one of its own: what it has kept, what is held back from it and what
   * went wrong is forgotten. Another browser takes three times as long until it shows a page.
   */
  startAnew(path: string): Promise<void>
}

function watch(page: Page): string[] {
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.url()} answered ${response.status()}`)
  })
  return problems
}

/** Starts a service with its own pages, and a browser. */
export async function startPages(
  t: Teardown,
  { host = '127.0.0.1', ...options }: BuildOptions & { host?: string } = {},
): Promise<Pages> {
  // No test asks websites of sellers for their icons, unless it brings its own.
  const app = await buildApp(t, { ...options, settings: { sellerIconSource: 'placeholder', ...options.settings } })
  const url = await app.listen({ port: 0, host })
  const browser = await startBrowser(t)
  return {
    app,
    url,
    browser,
    async open(path, contextOptions = {}) {
      const context = await browser.newContext({ viewport: DESK, locale: 'en-GB', ...contextOptions })
      const page = await context.newPage()
      const problems = watch(page)
      const lead = (path: string) => page.goto(new URL(path, url).href)
      await lead(path)
      return {
        page,
        problems,
        async startAnew(path) {
          await page.unrouteAll()
          await page.evaluate('localStorage.clear(), sessionStorage.clear()')
          await context.clearCookies()
          await page.goto('about:blank')
          problems.length = 0
          await lead(path)
        },
      }
    },
  }
}
