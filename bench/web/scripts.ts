import type { Page } from 'playwright-core'
import { atMost, type BenchResult } from '../result.ts'
import { FIELD, type WebBench, withPage } from './bench-page.ts'

const FIRST_KB = 200
const MORE_KB = 80
const CHARTS_KB = 130
const PAGES = ['/', '/new', '/boxes', '/boxes/1', '/kits', '/shopping', '/tasks', '/history', '/system'] as const

/** Sizes of the scripts that a page loads, as they came over the wire, by file name. */
function watchScripts(page: Page): Map<string, Promise<number>> {
  const sizes = new Map<string, Promise<number>>()
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.endsWith('.js'))
      sizes.set(
        pathname,
        request.sizes().then(({ responseBodySize }) => responseBodySize),
      )
  })
  return sizes
}

async function scriptsOf(bench: WebBench, path: string): Promise<Map<string, number>> {
  return withPage(bench, async (page) => {
    const sizes = watchScripts(page)
    await page.goto(bench.url + path)
    await page.getByPlaceholder(FIELD).waitFor()
    // The event stream never ends, so there is no moment without requests: what comes late, such as charts, has come by then.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 3000))')
    const entries = [...sizes].map(async ([name, size]): Promise<[string, number]> => [name, await size])
    return new Map(await Promise.all(entries))
  })
}

function kilobytes(sizes: Iterable<number>): number {
  return [...sizes].reduce((sum, size) => sum + size, 0) / 1000
}

/** Script in kB, compressed: for the page of results, which is all that a search needs, and what each other page adds. */
export async function measureScripts(bench: WebBench): Promise<BenchResult[]> {
  const first = await scriptsOf(bench, '/parts')
  const found = [
    atMost('web: script of a usable search', { ratio: kilobytes(first.values()), noise: 1 }, FIRST_KB, 'kB'),
  ]
  let charts = 0
  let most = { path: '', size: 0 }
  for (const path of PAGES) {
    const own = [...(await scriptsOf(bench, path))].filter(([name]) => !first.has(name))
    charts = Math.max(charts, kilobytes(own.filter(([name]) => /chart/i.test(name)).map(([, size]) => size)))
    const size = kilobytes(own.filter(([name]) => !/chart/i.test(name)).map(([, each]) => each))
    if (size > most.size) most = { path, size }
  }
  found.push(
    atMost(`web: script of another page, most on ${most.path}`, { ratio: most.size, noise: 1 }, MORE_KB, 'kB more'),
    atMost('web: script of the charts', { ratio: charts, noise: 1 }, CHARTS_KB, 'kB once'),
  )
  return found
}
