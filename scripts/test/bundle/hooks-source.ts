/** The whole service. */
export const SERVICE = 'service.js'
/** Has modules taken from it. */
export const HOOKS = 'hooks.js'
/** What `HOOKS` does in the main thread. */
export const MAIN_HOOKS = 'main-hooks.js'
/** Has threads run from files of their own. */
export const THREADS = 'threads.js'

export interface HooksOptions {
  /** The symbol under which the bundle keeps its modules. */
  registry: string
  /** The names that each module exports, by the address of its source. */
  exportsOf: Readonly<Record<string, readonly string[]>>
}

/** The text of the module to import first. Worker threads inherit the import from their process, and have no use for it. */
export function hooksSource(): string {
  return `import { isMainThread } from 'node:worker_threads'

if (isMainThread) await import('./${MAIN_HOOKS}')
`
}

/**
 * The text of a module that, when it is imported, has Node take the modules of a bundle from it instead of their sources, and run
 * threads from their own.
 */
export function mainHooksSource({ registry, exportsOf }: HooksOptions): string {
  return `import { registerHooks } from 'node:module'
import './${THREADS}'

const exportsOf = new Map(Object.entries(${JSON.stringify(exportsOf)}))
const bundle = JSON.stringify(new URL('${SERVICE}', import.meta.url).href)

function sourceOf(url, names) {
  const lines = ['import ' + bundle, \`const own = globalThis[Symbol.for(${JSON.stringify(registry)})][\${JSON.stringify(url)}]\`]
  for (const [n, name] of names.entries()) lines.push(\`const e\${n} = own.\${name}\`, \`export { e\${n} as \${name} }\`)
  return lines.join('\\n')
}

registerHooks({
  load(url, context, nextLoad) {
    const names = exportsOf.get(url)
    if (names === undefined) return nextLoad(url, context)
    return { format: 'module', source: sourceOf(url, names), shortCircuit: true }
  },
})
`
}

/**
 * The text of a module that, when it is imported, has threads run other files.
 *
 * @param programs the addresses of these files, by those of the programs.
 */
export function threadsSource(programs: Readonly<Record<string, string>>): string {
  return `import { syncBuiltinESMExports } from 'node:module'
import workerThreads from 'node:worker_threads'

const programs = new Map(Object.entries(${JSON.stringify(programs)}))

workerThreads.Worker = class Worker extends workerThreads.Worker {
  constructor(program, options) {
    const other = programs.get(String(program))
    super(other === undefined ? program : new URL(other), options)
  }
}
syncBuiltinESMExports()
`
}
