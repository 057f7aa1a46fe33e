import { atMost, type BenchResult } from '../result.ts'
import { type WebBench, withPage } from './bench-page.ts'

const SECONDS = 10
const MOST_MS = 50

/** Scrolls the list for some seconds, as a wheel does, and tells the longest time between two frames. */
const SCROLL = `new Promise((resolve) => {
  const content = document.getElementById('content')
  const end = performance.now() + ${SECONDS} * 1000
  let last = performance.now()
  let longest = 0
  const frame = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    content.scrollTop += 90
    if (now < end) requestAnimationFrame(frame)
    else resolve({ longest, reached: content.scrollTop })
  }
  requestAnimationFrame(() => { last = performance.now(); requestAnimationFrame(frame) })
})`

/** The longest frame while one scrolls through all parts. */
export async function measureScrolling(bench: WebBench): Promise<BenchResult[]> {
  const longest = await withPage(bench, async (page) => {
    await page.goto(`${bench.url}/parts`)
    await page.locator('[data-row-part]').first().waitFor()
    const { longest: found, reached }: { longest: number; reached: number } = await page.evaluate(SCROLL)
    if (reached < 10_000) throw new Error(`The list was scrolled by ${reached} pixels only`)
    return found
  })
  return [atMost('web: longest frame while scrolling all parts', { ratio: longest, noise: 1 }, MOST_MS, 'ms')]
}
