import { pathToFileURL } from 'node:url'

/** Set by the test command to the module that has the service loaded from one file, which takes a moment only. */
export const BUNDLE_VARIABLE = 'TEST_SERVICE_BUNDLE'

/** Arguments of Node for a program of the service that a test starts: it is loaded as in the process of the test. */
export function bundleArguments(): string[] {
  const hooks = process.env[BUNDLE_VARIABLE]
  return hooks ? ['--import', pathToFileURL(hooks).href] : []
}
