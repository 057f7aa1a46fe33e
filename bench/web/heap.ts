import type { CDPSession, Page } from 'playwright-core'
import { atMost, type BenchResult } from '../result.ts'
import { FIELD, type WebBench, withPage } from './bench-page.ts'

const EVENTS = 5000
const CHANGES_OF_PAGE = 200
const MOST_MB = 10
const PLACES = ['Home', 'Parts', 'Boxes', 'Kits', 'Shopping', 'Tasks'] as const

/** Keeps the page's own event stream, so that events can be made. */
const KEEP_STREAM = `{
  delete globalThis.SharedWorker
  const Source = globalThis.EventSource
  globalThis.EventSource = class extends Source {
    constructor(...given) {
      super(...given)
      globalThis.stream = this
    }
  }
}`

/** As many events as come in an eight-hour day, fifty at a time, each followed by what the page does about them. */
const SEND = (begin: number, count: number) => `{
  for (let event = ${begin}; event < ${begin + count}; event++) {
    const changes = [{ kind: ['part', 'box', 'kit', 'shopping_list'][event % 4], id: String(event) }]
    stream.onmessage({ data: JSON.stringify({ type: 'inventory_changed', payload: { changes } }) })
  }
}`

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 1e6
}

/** Waits until what events have begun has ended. */
async function settle(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => setTimeout(resolve, 3000))')
}

/** By how much the heap of a tab grows that stays open. */
export async function measureHeap(bench: WebBench): Promise<BenchResult[]> {
  const grown = await withPage(bench, async (page) => {
    await page.addInitScript(KEEP_STREAM)
    await page.goto(`${bench.url}/`)
    await page.getByPlaceholder(FIELD).waitFor()
    const session = await page.context().newCDPSession(page)
    const visit = async (change: number) => {
      const place = PLACES[change % PLACES.length] ?? 'Home'
      // Where something waits its number stands behind the name.
      await page
        .getByRole('link', { name: new RegExp(`^${place}(?: \\d+)?$`) })
        .first()
        .click()
      await page.locator('#content').getByRole('heading').first().waitFor()
    }
    // Each page once: what is loaded once is not what grows.
    for (let change = 0; change < 2 * PLACES.length; change++) await visit(change)
    // The page that is shown at the end, too.
    await visit(0)
    await settle(page)
    const before = await heapOf(session)
    const each = EVENTS / CHANGES_OF_PAGE
    for (let change = 0; change < CHANGES_OF_PAGE; change++) {
      await visit(change)
      await page.evaluate(SEND(change * each, each))
    }
    await visit(0)
    await settle(page)
    return (await heapOf(session)) - before
  })
  return [atMost('web: heap after 5,000 events and 200 pages', { ratio: grown, noise: 1 }, MOST_MB, 'MB more')]
}
