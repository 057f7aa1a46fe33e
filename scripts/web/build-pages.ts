import { createHash } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { buildInto } from '../../web/build/pages.ts'
import { compressFolder } from './compress.ts'
import { replaceFolder } from './replace-folder.ts'
import { writeGenerated } from './write-generated.ts'

/** Tells releases of the pages apart: the index names every file by the hash of its content. */
function versionOf(index: string): string {
  return createHash('sha256').update(index).digest('hex').slice(0, 12)
}

/**
 * Builds the pages into a folder: types of the API, runbooks, scripts and styles, their compressed forms, and `version.json`.
 *
 * @param target made new.
 */
export async function buildPages(target: string): Promise<void> {
  await writeGenerated()
  // Made beside and moved when it is complete: a service that serves the old pages meanwhile never sees half a build.
  // Each build has a folder of its own: two may run at the same time.
  mkdirSync(dirname(resolve(target)), { recursive: true })
  const outDir = mkdtempSync(`${resolve(target)}.new-`)
  // Who serves them may be somebody else.
  chmodSync(outDir, 0o755)
  try {
    await buildInto(outDir)
    const version = versionOf(readFileSync(join(outDir, 'index.html'), 'utf8'))
    writeFileSync(join(outDir, 'version.json'), `${JSON.stringify({ version })}\n`)
    compressFolder(outDir)
    replaceFolder(resolve(target), outDir)
  } finally {
    rmSync(outDir, { recursive: true, force: true })
  }
}
