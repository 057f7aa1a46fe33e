import { atMost, type BenchResult } from '../result.ts'
import { FIELD, type WebBench, withPage } from './bench-page.ts'

const FIRST_KB = 200
const MORE_KB = 80
const CHARTS_KB = 130
const PAGES = ['/', '/new', '/boxes', '/boxes/1', '/kits', '/shopping', '/tasks', '/history', '/system'] as const

interface Script {
  name: string
  /** kB, as they came over the wire. */
  size: number
  /** Whether it was asked for before the page could be used: the search field was there, and so was what the page shows. */
  first: boolean
}

/** Keeps the moment at which the page can be used. */
const WATCH = `(() => {
  const look = () => {
    const field = document.querySelector('input[placeholder="${FIELD}"]')
    const content = document.querySelector('#content :is(h1, h2)')
    if (field === null || content === null) requestAnimationFrame(look)
    else globalThis.usable = performance.now()
  }
  look()
})()`

/** When each script was asked for, by its address, and the moment at which the page could be used. */
const ASKED = `({
  usable: globalThis.usable,
  asked: performance.getEntriesByType('resource').map(({ name, startTime }) => [name, startTime]),
})`

interface Asked {
  usable: number
  asked: [url: string, at: number][]
}

async function scriptsOf(bench: WebBench, path: string): Promise<Script[]> {
  return withPage(bench, async (page) => {
    const sizes = new Map<string, Promise<number>>()
    page.on('requestfinished', (request) => {
      // One that ends with the page is not measured.
      const size = async () => (await request.sizes().catch(() => ({ responseBodySize: 0 }))).responseBodySize / 1000
      if (new URL(request.url()).pathname.endsWith('.js')) sizes.set(request.url(), size())
    })
    await page.addInitScript(WATCH)
    await page.goto(bench.url + path)
    await page.getByPlaceholder(FIELD).waitFor()
    await page.locator('#content').getByRole('heading').first().waitFor()
    // The event stream never ends, so there is no moment without requests: what comes late, such as charts, has come by then.
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 3000))')
    const { usable, asked } = await page.evaluate<Asked>(ASKED)
    const times = new Map(asked)
    return Promise.all(
      [...sizes].map(async ([url, size]) => ({
        name: new URL(url).pathname,
        size: await size,
        first: (times.get(url) ?? 0) <= usable,
      })),
    )
  })
}

function total(scripts: readonly Script[]): number {
  return scripts.reduce((sum, { size }) => sum + size, 0)
}

/**
 * Script in kB, compressed: for the page of results, which is all that a search needs, and what each other page adds. What
 * a page loads once it can be used counts for it, too, save the charts.
 */
export async function measureScripts(bench: WebBench): Promise<BenchResult[]> {
  const search = await scriptsOf(bench, '/parts')
  const needed = total(search.filter(({ first }) => first))
  const known = new Set(search.map(({ name }) => name))
  const isChart = ({ name }: Script) => /chart/i.test(name)
  let charts = 0
  let most = { path: '', size: 0 }
  for (const path of PAGES) {
    const own = (await scriptsOf(bench, path)).filter(({ name }) => !known.has(name))
    charts = Math.max(charts, total(own.filter(isChart)))
    const size = total(own.filter((script) => !isChart(script)))
    if (size > most.size) most = { path, size }
  }
  const bar = (name: string, value: number, limit: number, unit: string) =>
    atMost(name, { ratio: value, noise: 1 }, limit, unit)
  return [
    bar('web: script of a usable search', needed, FIRST_KB, 'kB'),
    bar('web: script that comes after it, for what is opened later', total(search) - needed, MORE_KB, 'kB'),
    bar(`web: script of another page, most on ${most.path}`, most.size, MORE_KB, 'kB more'),
    bar('web: script of the charts', charts, CHARTS_KB, 'kB once'),
  ]
}
