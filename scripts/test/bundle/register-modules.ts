import { relative, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Plugin } from 'rolldown'

/** The symbol under which a process finds the modules of the bundle, by the addresses of their sources. */
export const REGISTRY = 'electronics-inventory: modules of the bundle'

/** Packages of hundreds of modules each, which read no files. All others are loaded as they are. */
const BUNDLED = /^(typebox|kysely|@mikro-orm\/(core|sql|postgresql|migrations)|@fastify\/type-provider-typebox)(\/|$)/

const ROOT = resolve('.')

function isOwn(id: string): boolean {
  return id.startsWith(`${ROOT}/`) && !relative(ROOT, id).startsWith('node_modules')
}

/**
 * Has each module of the service that is in the bundle register itself, and each one of a package that somebody imports by
 * name: a test that imports it from its source gets the same one.
 *
 * @param registered takes the paths of these modules.
 */
export function registerModules(registered: Set<string>): Plugin {
  return {
    name: 'register-modules',
    async resolveId(source, importer, { kind }) {
      if (importer === undefined) return null
      const isPackage = /^[\w@]/.test(source)
      // What is loaded later, if at all, is no part of the bundle.
      if (kind === 'dynamic-import' && !isPackage) {
        return { id: pathToFileURL(resolve(importer, '..', source)).href, external: 'absolute' }
      }
      if (!isPackage) return null
      if (kind === 'dynamic-import' || !BUNDLED.test(source)) return { id: source, external: true }
      const found = await this.resolve(source, importer, { skipSelf: true })
      if (found !== null) registered.add(found.id)
      return found
    },
    transform(code, id) {
      if (isOwn(id)) registered.add(id)
      if (!registered.has(id)) return null
      const url = JSON.stringify(pathToFileURL(id).href)
      return `${code.replaceAll('import.meta.url', url)}
import * as __namespace from ${JSON.stringify(id)};
(globalThis[Symbol.for(${JSON.stringify(REGISTRY)})] ??= {})[${url}] = __namespace;\n`
    },
  }
}
