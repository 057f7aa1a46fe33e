import { join } from 'node:path'
import { build } from 'vite'

const CONFIG = join(import.meta.dirname, '../vite.config.ts')

/** Builds the pages into a folder, which is made new. */
export async function buildInto(outDir: string): Promise<void> {
  await build({ configFile: CONFIG, logLevel: 'warn', build: { outDir } })
}
