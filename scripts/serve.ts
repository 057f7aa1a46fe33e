import { BUNDLE, findBundle } from './service/service-bundle.ts'

/** From the bundle when there is one of these sources: a third of the work, and less memory. */
const bundle = findBundle(BUNDLE, (message) => console.error(message))
const { startService }: typeof import('./service/start-service.ts') =
  bundle === null ? await import('./service/start-service.ts') : await import(bundle)

await startService()
