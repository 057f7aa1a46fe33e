import type { FastifyInstance } from 'fastify'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'

/** What the benchmarks of the pages are given. */
export interface WebBench {
  browser: Browser
  /** Origin of the service. */
  url: string
  instance: FastifyInstance
}

export const DESK = { width: 1440, height: 900 }
export const PHONE = { width: 390, height: 844 }

/** Opens a page in a browser that has nothing stored, and closes it after the work. */
export async function withPage<T>(
  { browser }: Pick<WebBench, 'browser'>,
  work: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const context = await browser.newContext({ viewport: DESK, locale: 'en-GB', ...options })
  try {
    return await work(await context.newPage())
  } finally {
    await context.close()
  }
}

/** The one search field. */
export const FIELD = 'Find a part, box, kit or command'
