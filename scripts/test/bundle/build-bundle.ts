import { mkdir, rename, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OutputChunk } from 'rolldown'
import { URI_FUNCTIONS } from '../../bundle/uri-functions.ts'
import { buildPrograms } from './build-programs.ts'
import { HOOKS, hooksSource, MAIN_HOOKS, mainHooksSource, SERVICE } from './hooks-source.ts'
import { REGISTRY, registerModules } from './register-modules.ts'

/** Below the checkout, so that packages are found from there. */
const FOLDER = resolve('.tap/bundle')
/** Fewer files are run sooner than a bundle is made. */
const LEAST_FILES = 12

/** Writes a file of the bundle, so that nobody reads half of it. @returns its path. */
async function put(name: string, text: string): Promise<string> {
  const path = resolve(FOLDER, name)
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${process.pid}`
  await writeFile(draft, text)
  await rename(draft, path)
  return path
}

/**
 * Puts the whole service into one file, so that a process of the tests loads it in a moment: its thousands of modules take
 * longer than most test files.
 *
 * @returns the path of a module that, when it is imported first, has the modules of the service taken from that file, and its
 *   threads run from files of their own, beside it.
 */
export async function buildBundle(): Promise<string> {
  const { rolldown } = await import('rolldown')
  const registered = new Set<string>()
  const plugins = [registerModules(registered)]
  const bundle = await rolldown({
    input: 'app.ts',
    platform: 'node',
    treeshake: false,
    plugins,
    transform: { define: URI_FUNCTIONS },
    logLevel: 'silent',
    optimization: { inlineConst: false },
  })
  const { output } = await bundle.generate({ format: 'esm', keepNames: true, codeSplitting: false })
  await bundle.close()
  const chunk = output.find((each): each is OutputChunk => each.type === 'chunk')
  if (chunk === undefined) throw new Error('there is no bundle')
  const exportsOf: Record<string, string[]> = {}
  for (const [id, { renderedExports }] of Object.entries(chunk.modules)) {
    if (registered.has(id)) exportsOf[pathToFileURL(id).href] = renderedExports
  }
  await put(SERVICE, chunk.code)
  await buildPrograms(put)
  await put(MAIN_HOOKS, mainHooksSource({ registry: REGISTRY, exportsOf }))
  return put(HOOKS, hooksSource())
}

/**
 * Builds the bundle when these test files gain by it.
 *
 * @returns the path of the module to import first; empty where they are run from the sources, as for coverage.
 */
export async function bundleFor(files: readonly string[]): Promise<string> {
  const { NODE_V8_COVERAGE: isMeasured } = process.env
  return isMeasured || files.length < LEAST_FILES ? '' : buildBundle()
}
