import { relative } from 'node:path'
import type { Plugin } from 'rolldown'

/**
 * Lets a module in the bundle find the files beside its source as before: programs of threads, texts, pages.
 *
 * @param folder where the bundle will lie.
 */
export function sourceAddresses(folder: string): Plugin {
  return {
    name: 'source-addresses',
    transform(code, id) {
      if (!code.includes('import.meta.url')) return null
      const source = JSON.stringify(relative(folder, id))
      return code.replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`)
    },
  }
}
