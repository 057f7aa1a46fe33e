import { ensurePages } from '../scripts/web/ensure-pages.ts'
import { launchBrowser } from '../test/browser/chromium.ts'
import type { BenchServer } from './inventory-database.ts'
import type { BenchResult } from './result.ts'
import { runAlone } from './run-alone.ts'
import { startService } from './service.ts'
import { measureActions } from './web/actions.ts'
import { measureHeap } from './web/heap.ts'
import { measureOpening } from './web/opening.ts'
import { measureScripts } from './web/scripts.ts'
import { measureScrolling } from './web/scrolling.ts'
import { measureTyping } from './web/typing.ts'

const PARTS = 100_000

/** What the pages cost a browser: headless Chromium on the built pages, with a service of its own on a full inventory. */
export async function run(server: BenchServer, [parts = PARTS]: readonly number[] = []): Promise<BenchResult[]> {
  if (!ensurePages()) throw new Error('The pages could not be built')
  const { instance, url } = await startService(await server.createInventory(parts), server.dataDir, { dbPoolSize: 8 })
  const browser = await launchBrowser()
  try {
    const found: BenchResult[] = []
    for (const measure of [
      measureScripts,
      measureOpening,
      measureTyping,
      measureScrolling,
      measureActions,
      measureHeap,
    ]) {
      found.push(...(await measure({ browser, url, instance })))
    }
    return found
  } finally {
    await browser.close()
    await instance.close()
  }
}

if (import.meta.main) await runAlone(run)
