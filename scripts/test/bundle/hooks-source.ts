/** The whole service. */
export const SERVICE = 'service.js'
/** Has modules taken from it. */
export const HOOKS = 'hooks.js'

export interface HooksOptions {
  /** The symbol under which the bundle keeps its modules. */
  registry: string
  /** The names that each module exports, by the address of its source. */
  exportsOf: Readonly<Record<string, readonly string[]>>
}

/**
 * The text of a module that, when it is imported, has Node take the modules of a bundle from it instead of their sources. Worker
 * threads inherit its import from their process, and load what they need from the sources: that is little.
 */
export function hooksSource({ registry, exportsOf }: HooksOptions): string {
  return `import { registerHooks } from 'node:module'
import { isMainThread } from 'node:worker_threads'

const exportsOf = new Map(Object.entries(${JSON.stringify(exportsOf)}))
const bundle = JSON.stringify(new URL('${SERVICE}', import.meta.url).href)

function sourceOf(url, names) {
  const lines = ['import ' + bundle, \`const own = globalThis[Symbol.for(${JSON.stringify(registry)})][\${JSON.stringify(url)}]\`]
  for (const [n, name] of names.entries()) lines.push(\`const e\${n} = own.\${name}\`, \`export { e\${n} as \${name} }\`)
  return lines.join('\\n')
}

if (isMainThread) {
  registerHooks({
    load(url, context, nextLoad) {
      const names = exportsOf.get(url)
      if (names === undefined) return nextLoad(url, context)
      return { format: 'module', source: sourceOf(url, names), shortCircuit: true }
    },
  })
}
`
}
