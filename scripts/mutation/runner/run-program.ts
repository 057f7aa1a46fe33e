// Before all that loads tap.
import '../../test/preload.ts'
import tap, { type Test } from 'tap'
import { loadWith } from '../../test/own-test.ts'

/** A file that hangs fails after so long, in milliseconds: far more than one takes on a busy machine. */
const LIMIT_MS = 100_000

/** The test of the process, in which the files run as long as it lives. */
const files = new Promise<Test>((resolve) => {
  tap.test('files', { timeout: 0 }, (t) => new Promise(() => resolve(t)))
})

/** What a test file has come to. */
export interface ProgramResult {
  file: string
  hasFailed: boolean
  milliseconds: number
}

/** Runs the tests of a file in this process, up to the first one that fails. */
export async function runProgram(file: string, url: string): Promise<ProgramResult> {
  const started = performance.now()
  const parent = await files
  let hasFailed = true
  await parent.test(file, { timeout: LIMIT_MS }, async (own) => {
    // Registered while the file is loaded, and begun one after another below.
    const registered: Parameters<typeof own.test>[] = []
    const { test } = own
    own.test = ((...parts: Parameters<typeof test>) => {
      registered.push(parts)
      return Promise.resolve(null)
    }) as typeof test
    await loadWith(own, { file, url })
    for (const parts of registered) {
      if (own.counts.fail > 0) break
      await test.apply(own, parts)
    }
    hasFailed = own.counts.fail > 0
  })
  return { file, hasFailed, milliseconds: performance.now() - started }
}
