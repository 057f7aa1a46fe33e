import { readFile, realpath, stat } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { SettingsError } from '../config/index.ts'
import { isShortage } from '../system-shortage.ts'

/** The page that every address of the front end shows. */
export const INDEX = 'index.html'

/** An allowed path below the folder: names that do not begin with a dot, without characters that end a name early. */
const NAMES = /^[^./\\\0][^/\\\0]*(?:\/[^./\\\0][^/\\\0]*)*$/

/** A folder of files for browsers. Files outside of it and hidden files are never served. */
export class WebFolder {
  /** Absolute path as configured; when it is a link, it may be changed to another release at any time. */
  readonly root: string

  constructor(root: string) {
    this.root = root
  }

  /**
   * Whether a path, relative to the folder and already decoded, is that of a file inside it. Links are followed as long
   * as they stay inside.
   */
  async has(path: string): Promise<boolean> {
    if (!NAMES.test(path)) return false
    try {
      const [root, file] = await Promise.all([realpath(this.root), realpath(join(this.root, path))])
      return file.startsWith(root + sep) && (await stat(file)).isFile()
    } catch (error) {
      if (isShortage(error)) throw error
      return false
    }
  }

  /** Reads a text file; null when there is none that can be read. @throws Error when no file can be opened now. */
  async read(path: string): Promise<string | null> {
    if (!(await this.has(path))) return null
    return readFile(join(this.root, path), 'utf8').catch((error) => {
      if (isShortage(error)) throw error
      return null
    })
  }
}

/**
 * Opens the folder of a built front end.
 *
 * @throws SettingsError when there is no such folder or it has no readable `index.html`.
 */
export async function openWebFolder(path: string): Promise<WebFolder> {
  const root = resolve(path)
  const refuse = (problem: string) =>
    new SettingsError([`WEB_ROOT must be the folder of a built front end: ${problem}`])
  const found = await stat(root).catch(() => null)
  if (!found?.isDirectory()) throw refuse(`${root} is not a folder`)
  const folder = new WebFolder(root)
  if ((await folder.read(INDEX)) === null) throw refuse(`${root} has no ${INDEX} that can be read`)
  return folder
}
