import { readFileSync } from 'node:fs'
import { registerHooks, stripTypeScriptTypes } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** In the address of a module: which loading of it this is. */
const LOADING = 'loading'

function loadingOf(url: string | undefined): string | null {
  return url?.startsWith('file:') ? new URL(url).searchParams.get(LOADING) : null
}

/**
 * Has modules of this folder loaded anew where the one that imports them is. So what a module works out once, at the start or when
 * it is first asked, is worked out again by the changed code. Packages are loaded once.
 */
export function loadFreshModules(): void {
  const own = pathToFileURL(`${process.cwd()}/`).href
  const sources = new Map<string, string>()
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context)
      const loading = loadingOf(context.parentURL)
      if (loading === null || !resolved.url.startsWith(own) || !resolved.url.endsWith('.ts')) return resolved
      return { ...resolved, url: freshUrl(resolved.url, loading) }
    },
    load(url, context, nextLoad) {
      if (loadingOf(url) === null) return nextLoad(url, context)
      const path = fileURLToPath(url)
      const source = sources.get(path) ?? stripTypeScriptTypes(readFileSync(path, 'utf8'))
      sources.set(path, source)
      return { source, format: 'module', shortCircuit: true }
    },
  })
}

/** The address of a module of the given loading. */
export function freshUrl(url: string, loading: string): string {
  return `${url}?${LOADING}=${loading}`
}
