import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Plugin } from 'vite'

const STYLES = join(import.meta.dirname, '../theme/mantine.css')
const OF_MANTINE = join(import.meta.dirname, '../node_modules/@mantine/core/styles')
/** A component of Mantine's names its classes in such a module. */
const CLASSES = /@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/

/** Fails a build whose pages have a component of Mantine's without its styles. */
export function checkStyles(): Plugin {
  return {
    name: 'check-styles',
    apply: 'build',
    generateBundle(_options, bundle) {
      const styles = readFileSync(STYLES, 'utf8')
      const modules = Object.values(bundle).flatMap((file) => (file.type === 'chunk' ? Object.keys(file.modules) : []))
      const names = new Set(modules.flatMap((id) => CLASSES.exec(id)?.[1] ?? []))
      const missing = [...names].filter(
        (name) => existsSync(join(OF_MANTINE, `${name}.css`)) && !styles.includes(`/${name}.css"`),
      )
      if (missing.length > 0) this.error(`theme/mantine.css lacks the styles of ${missing.join(', ')}`)
    },
  }
}
