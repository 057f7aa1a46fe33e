import { registerHooks } from 'node:module'

/** Loads tap with another class for its domains. The programs of test processes import this first. */
const domain = new URL('error-domain.ts', import.meta.url).href
const hooks = registerHooks({
  resolve: (specifier, context, nextResolve) =>
    specifier === 'async-hook-domain' ? { url: domain, shortCircuit: true } : nextResolve(specifier, context),
})
await import('tap')
hooks.deregister()
