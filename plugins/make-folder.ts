import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

/** @returns false when the folder exists already. */
async function makeOne(folder: string): Promise<boolean> {
  try {
    await mkdir(folder)
    return true
  } catch (error) {
    const exists = hasCode(error, 'EEXIST') && (await stat(folder).catch(() => null))?.isDirectory() === true
    if (!exists) throw error
    return false
  }
}

/**
 * Makes a folder, and those above it that are missing. Node's own recursive `mkdir` tries for ever where a file system
 * answers that there is no such folder, as `/proc` does; here that is an error.
 *
 * @returns the uppermost folder that was made, or undefined when all were there.
 * @throws Error of the operating system, for example when a part of the path is a file.
 */
export async function makeFolder(folder: string): Promise<string | undefined> {
  const above = dirname(folder)
  try {
    return (await makeOne(folder)) ? folder : undefined
  } catch (error) {
    if (!hasCode(error, 'ENOENT') || above === folder) throw error
  }
  const uppermost = await makeFolder(above)
  const made = await makeOne(folder)
  return uppermost ?? (made ? folder : undefined)
}
