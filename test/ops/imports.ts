import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const IMPORT =
  /^(?:import\s+|(?:import|export)\s(?!type\b)[^'"]*?\bfrom\s+)['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

/**
 * Follows imports from these modules.
 *
 * @param entries paths from the root of the repository.
 * @returns the modules that are reached, as such paths, and the names of packages.
 */
export function followImports(entries: readonly string[]): { modules: Set<string>; packages: Set<string> } {
  const modules = new Set<string>()
  const packages = new Set<string>()
  const open = [...entries]
  for (let module = open.pop(); module !== undefined; module = open.pop()) {
    if (modules.has(module)) continue
    modules.add(module)
    for (const [, fixed, lazy] of readFileSync(module, 'utf8').matchAll(IMPORT)) {
      const target = fixed ?? lazy ?? ''
      if (target.startsWith('.')) open.push(join(dirname(module), target))
      else if (!target.startsWith('node:')) packages.add(target.split('/', target.startsWith('@') ? 2 : 1).join('/'))
    }
  }
  return { modules, packages }
}
