import { pathToFileURL } from 'node:url'
import tap, { type Test } from 'tap'
import { FILE_ENDED, type FileFigures } from './file-result.ts'
import { giveEachItsOwnTest, loadWith } from './own-test.ts'
import { processorSeconds } from './processor-time.ts'

/** Loads a test file, and waits for the tests that it has begun while it was loaded. */
async function runFile(file: string, t: Test): Promise<void> {
  const begun: PromiseLike<unknown>[] = []
  const { test } = t
  t.test = ((...parts: Parameters<typeof test>) => {
    const result = test.apply(t, parts)
    begun.push(result)
    return result
  }) as typeof test
  await loadWith(t, { file, url: pathToFileURL(file).href })
  await Promise.all(begun)
}

/**
 * How long a file may take: a third of what one in a process of its own may, since a file that hangs runs again alone. tap
 * reads the variable, too, in seconds.
 */
const LIMIT_MS = (Number(process.env.TAP_TIMEOUT || 30) * 1000) / 3

/** What a process gets to end by itself after its last test, in milliseconds. */
const GRACE_MS = 30_000

/** Runs the test files given on the command line in this process, one after the other, and reports each as it ends. */
const files = process.argv.slice(2)
const urls = new Set(files.map((file) => pathToFileURL(file).href))
giveEachItsOwnTest((url) => urls.has(url))
tap.setTimeout(files.length * LIMIT_MS)
tap.test('files', { timeout: files.length * LIMIT_MS }, async (t) => {
  for (const file of files) {
    const started = performance.now()
    const usedBefore = processorSeconds()
    let counts = { pass: 0, fail: 0 }
    await t.test(file, { timeout: LIMIT_MS }, (own) => {
      counts = own.counts
      return runFile(file, own)
    })
    const seconds = (performance.now() - started) / 1000
    const figures: FileFigures = {
      passed: counts.pass,
      failed: counts.fail,
      seconds,
      processorSeconds: processorSeconds() - usedBefore,
    }
    t.comment(FILE_ENDED + JSON.stringify(figures))
  }
  endWithWhatIsOpen()
})

/** What a file has left open must not keep the process for ever: nobody would see which one it was. */
function endWithWhatIsOpen(): void {
  setTimeout(() => {
    const open = process.getActiveResourcesInfo().join(', ')
    console.error(`Still open ${GRACE_MS / 1000} s after the last test: ${open}`)
    process.exit()
  }, GRACE_MS).unref()
}
