import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { OutputChunk, Plugin } from 'rolldown'
import { BUNDLED_PROGRAMS, bundledName } from '../../../test/support/bundled-service.ts'
import { URI_FUNCTIONS } from '../../bundle/uri-functions.ts'
import { THREADS, threadsSource } from './hooks-source.ts'

/** What a program of a thread takes from Node, and nobody else does. */
const PORT = /\bparentPort\b.* from 'node:worker_threads'/

/** Packages of many modules, which read no files. All others are loaded as they are. */
const BUNDLED =
  /^(typebox|kysely|@mikro-orm\/(core|sql|postgresql|migrations)|csv-parse|saxes|xmlchars|htmlparser2|dom\w+|entities)(\/|$)/

const packages: Plugin = {
  name: 'few-packages',
  resolveId: (source, importer) =>
    importer !== undefined && /^[\w@]/.test(source) && !BUNDLED.test(source) ? { id: source, external: true } : null,
}

/** Has a module look for the files beside it where its source lies. */
const addresses: Plugin = {
  name: 'addresses-of-sources',
  transform(code, id) {
    if (!/import\.meta\.(url|filename)/.test(code)) return null
    return code
      .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
      .replaceAll('import.meta.filename', JSON.stringify(id))
  },
}

/** Writes a file of the bundle, and answers its path. */
export type Put = (name: string, text: string) => Promise<string>

/**
 * Puts a program into a file, and what it loads later, if at all, into files of a folder of the same name.
 *
 * @param first is imported before all else.
 * @returns the path of the file.
 */
async function bundleProgram(path: string, put: Put, first = ''): Promise<string> {
  const { rolldown } = await import('rolldown')
  const bundle = await rolldown({
    input: path,
    platform: 'node',
    plugins: [packages, addresses],
    transform: { define: URI_FUNCTIONS },
    logLevel: 'silent',
  })
  const file = bundledName(path)
  const { output } = await bundle.generate({
    format: 'esm',
    keepNames: true,
    entryFileNames: file,
    chunkFileNames: `${file.replace(/\.js$/, '')}/[name].js`,
  })
  await bundle.close()
  const chunks = output.filter((each): each is OutputChunk => each.type === 'chunk')
  for (const { fileName, code, isEntry } of chunks) {
    if (!isEntry) await put(fileName, code)
  }
  const entry = chunks.find(({ isEntry }) => isEntry)
  if (entry === undefined) throw new Error(`${path} has no bundle`)
  return put(file, first + entry.code.replace(/^#!.*\n/, ''))
}

/**
 * Bundles each program that tests start, and each one that the service runs in threads: who reads a small file or draws a label takes
 * most of the time to find and link modules.
 */
export async function buildPrograms(put: Put): Promise<void> {
  const inThreads = globSync('{services,plugins}/**/*.ts').filter((path) => PORT.test(readFileSync(path, 'utf8')))
  const threads: Record<string, string> = {}
  for (const path of inThreads) {
    threads[pathToFileURL(resolve(path)).href] = pathToFileURL(await bundleProgram(path, put)).href
  }
  await put(THREADS, threadsSource(threads))
  for (const path of BUNDLED_PROGRAMS) await bundleProgram(path, put, `import './${THREADS}'\n`)
}
