import { createHash } from 'node:crypto'
import { mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** A folder of tools, or why there is none. */
export type Tools = { folder: string; reason?: undefined } | { folder: null; reason: string }

function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error)
  return text.split('\n').filter(Boolean).at(-1) ?? text
}

/**
 * A folder outside the checkout that is filled once for each set of versions.
 *
 * @param name what it is for.
 * @param versions what it is filled with; another text is another folder.
 * @param fill installs into the folder, which exists and is empty.
 */
export async function cachedFolder(
  name: string,
  versions: string,
  fill: (folder: string) => Promise<unknown>,
): Promise<Tools> {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const version = createHash('sha256').update(versions).digest('hex').slice(0, 12)
  const folder = join(cache, 'electronics-inventory', `${name}-${version}`)
  // Only a folder that is whole has this file.
  const mark = join(folder, '.complete')
  if (await stat(mark).catch(() => null)) return { folder }
  try {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
    await fill(folder)
    await writeFile(mark, '')
    return { folder }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    return { folder: null, reason: reasonOf(error) }
  }
}
