import { existsSync } from 'node:fs'

/** After an installation: the service starts without a bundle as well, so nothing of this may make the installation fail. */
const isOptional = process.argv.includes('--if-possible')

async function build(): Promise<void> {
  const { buildBundle } = await import('./build-bundle.ts')
  await buildBundle()
}

if (!isOptional) {
  await build()
} else if (existsSync('node_modules/rolldown')) {
  await build().catch((error) => console.error(`The service will start from its sources, without a bundle: ${error}`))
}
