import { dirname, relative } from 'node:path'
import type { Plugin } from 'rolldown'

/** Where a file of the bundle lies, for modules that know no `import.meta`. */
const FOLDER = '$bundleFolder'

/**
 * Lets a module in the bundle find the files beside its source as before: programs of threads, texts, pages.
 *
 * @param folder where the bundle will lie.
 */
export function sourceAddresses(folder: string): Plugin {
  return {
    name: 'source-addresses',
    intro: `const ${FOLDER} = import.meta.dirname;`,
    transform(code, id) {
      if (!/import\.meta\.url|\b__dirname\b/.test(code)) return null
      const source = JSON.stringify(relative(folder, id))
      const above = JSON.stringify(`/${relative(folder, dirname(id))}`)
      return code
        .replaceAll('import.meta.url', `new URL(${source}, import.meta.url).href`)
        .replaceAll(/\b__dirname\b/g, () => `(${FOLDER} + ${above})`)
    },
  }
}
