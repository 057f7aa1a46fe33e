import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** Set by the test command to the module that has the service loaded from one file, which takes a moment only. */
export const BUNDLE_VARIABLE = 'TEST_SERVICE_BUNDLE'

/** Programs that tests start most; the test command puts each into one file beside that module. */
export const BUNDLED_PROGRAMS = ['cli/main.ts', 'scripts/start.ts'] as const

/** The name of the file that a program is put into. */
export function bundledName(program: string): string {
  return program.replaceAll('/', '.').replace(/\.ts$/, '.js')
}

/** Arguments of Node for a program that loads `app.ts`: it is loaded as in the process of the test. */
export function bundleArguments(): string[] {
  const hooks = process.env[BUNDLE_VARIABLE]
  return hooks ? ['--import', pathToFileURL(hooks).href] : []
}

/** The file to run in place of a program: itself, or what the test command has made of it. */
export function bundledProgram(program: (typeof BUNDLED_PROGRAMS)[number]): string {
  const hooks = process.env[BUNDLE_VARIABLE]
  return hooks ? join(dirname(hooks), bundledName(program)) : program
}
