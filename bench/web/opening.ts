import { atMost, type BenchResult, median } from '../result.ts'
import { FIELD, type WebBench, withPage } from './bench-page.ts'

const ROUNDS = 7
const MOST_MS = 1000

/** Milliseconds from the address to the moment when the search field takes text. */
const USABLE = `new Promise((resolve) => {
  const look = () => {
    const field = document.querySelector('input[placeholder="${FIELD}"]')
    if (field === null) requestAnimationFrame(look)
    else resolve(performance.now())
  }
  look()
})`

/** How long it takes until one can search, in a browser that has stored nothing. */
export async function measureOpening(bench: WebBench): Promise<BenchResult[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    times.push(
      await withPage(bench, async (page) => {
        await page.goto(`${bench.url}/parts`, { waitUntil: 'commit' })
        return Number(await page.evaluate(USABLE))
      }),
    )
  }
  return [atMost('web: address to a usable search field', { ratio: median(times), noise: 1 }, MOST_MS, 'ms')]
}
