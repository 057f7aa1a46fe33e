import { atMost, type BenchResult, percentile } from '../result.ts'
import { FIELD, type WebBench, withPage } from './bench-page.ts'

const QUERIES = ['4k7 0603', 'tps543', 'schottky', '100n x7r', 'led red']
const MOST_MS = 150

/** The next frame after the answer has been drawn. */
const DRAWN = 'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))'

function isAbout(url: string, q: string): boolean {
  const { pathname, searchParams } = new URL(url)
  return pathname.endsWith('/api/parts/suggestions') && searchParams.get('q') === q
}

/** From each keystroke to its suggestions, the network included. */
export async function measureTyping(bench: WebBench): Promise<BenchResult[]> {
  const times = await withPage(bench, async (page) => {
    const found: number[] = []
    await page.goto(`${bench.url}/`)
    const field = page.getByPlaceholder(FIELD)
    await field.waitFor()
    await field.focus()
    for (const query of QUERIES) {
      await field.fill('')
      for (const [index, letter] of [...query].entries()) {
        const typed = query.slice(0, index + 1)
        // Blanks at the end change nothing.
        if (letter === ' ') {
          await page.keyboard.press('Space')
          continue
        }
        const answer = page.waitForResponse((response) => isAbout(response.url(), typed))
        const begin = performance.now()
        await page.keyboard.press(letter)
        await (await answer).finished()
        await page.evaluate(DRAWN)
        found.push(performance.now() - begin)
      }
    }
    return found
  })
  return [atMost('web: keystroke to suggestions, p95', { ratio: percentile(times, 0.95), noise: 1 }, MOST_MS, 'ms')]
}
