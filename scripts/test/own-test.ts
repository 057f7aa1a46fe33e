import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import type { Test } from 'tap'

/** Where the module that stands for tap in a test file finds the test of that file. */
const CURRENT = Symbol.for('electronics-inventory: the test of the file that is loaded')
const SCHEME = 'test-of:'

/**
 * Has each of the test files import a test of its own as `tap`, in place of the one of the process: what a file registers
 * there, such as `beforeEach` and `teardown`, ends with the file.
 */
export function giveEachItsOwnTest(isTestFile: (url: string) => boolean): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier !== 'tap' || !isTestFile(context.parentURL ?? '')) return nextResolve(specifier, context)
      return { url: SCHEME + context.parentURL, format: 'module', shortCircuit: true }
    },
    load(url, context, nextLoad) {
      if (!url.startsWith(SCHEME)) return nextLoad(url, context)
      const source = `export default globalThis[Symbol.for(${JSON.stringify(CURRENT.description)})]`
      return { source, format: 'module', shortCircuit: true }
    },
  })
}

/** Loads a test file, which takes the test as `tap`. */
export async function loadWith(t: Test, { file, url }: { file: string; url: string }): Promise<void> {
  // As in a process of its own, where the folder has the name of the program.
  t.testdirName = resolve('.tap/fixtures', file.replaceAll(/[^\w.-]+/g, '-'))
  Object.assign(globalThis, { [CURRENT]: t })
  await import(url)
}
