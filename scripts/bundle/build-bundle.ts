import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { relative, resolve } from 'node:path'
import { type OutputChunk, type Plugin, rolldown } from 'rolldown'
import { BUNDLE, type BundleContents, CONTENTS, checkSumOf, stateOf } from '../service/service-bundle.ts'
import { replaceFolder } from '../web/replace-folder.ts'
import { BUNDLED } from './bundled-packages.ts'
import { httpOfNode } from './http-of-node.ts'
import { toPlainCharacters } from './plain-characters.ts'
import { sourceAddresses } from './source-addresses.ts'
import { URI_FUNCTIONS } from './uri-functions.ts'

const ROOT = resolve('.')

/** Notes each source before it is read, and what shows later that it has changed. */
function noteSources(sources: Map<string, string | null>): Plugin {
  return {
    name: 'note-sources',
    load(id) {
      const path = relative(ROOT, id)
      if (!/^(\.\.|node_modules|\0)/.test(path)) sources.set(path, stateOf(path))
      return null
    },
  }
}

/** Only what is named comes along from `node_modules`. */
const packagesApart: Plugin = {
  name: 'packages-apart',
  resolveId(source, importer) {
    if (importer === undefined || !/^[\w@]/.test(source)) return null
    const [name] = /^(?:@[^/]+\/)?[^/]+/.exec(source) ?? []
    return isBuiltin(source) || !BUNDLED.has(name ?? '') ? { id: source, external: true } : null
  },
}

/**
 * Puts the service into few files, from which it starts with a third of the work: its two thousand modules cost more than what they
 * do. What is loaded later, if at all, is a file of its own. Names stay, and lines, so that traces of errors can be read.
 */
export async function buildBundle(folder = BUNDLE): Promise<void> {
  const sources = new Map([['package-lock.json', stateOf('package-lock.json')]])
  const bundle = await rolldown({
    input: 'scripts/service/start-service.ts',
    platform: 'node',
    plugins: [httpOfNode, packagesApart, noteSources(sources), sourceAddresses(folder)],
    transform: { define: URI_FUNCTIONS },
    logLevel: 'silent',
  })
  const { output } = await bundle.generate({
    format: 'esm',
    keepNames: true,
    comments: false,
    entryFileNames: '[name].mjs',
    chunkFileNames: '[name].mjs',
  })
  await bundle.close()

  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    const chunks = output.filter((each): each is OutputChunk => each.type === 'chunk')
    const files: Record<string, string> = {}
    for (const { fileName, code } of chunks) {
      const content = Buffer.from(toPlainCharacters(code))
      writeFileSync(resolve(draft, fileName), content)
      files[fileName] = checkSumOf(content)
    }
    const contents: BundleContents = { sources: Object.fromEntries(sources), files }
    writeFileSync(resolve(draft, CONTENTS), JSON.stringify(contents))
    replaceFolder(folder, draft)
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}
