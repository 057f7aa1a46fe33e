import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { WrongValueError } from './refusal.ts'

/** What the system says of files, for people. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EACCES: 'this user may not do that',
  EPERM: 'this user may not do that',
  EROFS: 'the disk takes no files',
  ENOSPC: 'the disk is full',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead in a circle',
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Whether an error is about a file, and not about what should come into it. */
export function isFileProblem(error: unknown): boolean {
  return codeOf(error) in WORDS
}

/** Why a file cannot be read or written, in a few words. */
export function fileProblem(error: unknown): string {
  return WORDS[codeOf(error)] ?? (error instanceof Error ? error.message : String(error))
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory()
}

/** @throws WrongValueError when there is no file at a path, or none that may be read. */
export async function demandReadable(path: string): Promise<void> {
  try {
    await access(path, constants.R_OK)
    if (!(await isFolder(path))) return
  } catch (error) {
    throw new WrongValueError(`${path} cannot be read: ${fileProblem(error)}`)
  }
  throw new WrongValueError(`${path} cannot be read: ${WORDS.EISDIR}`)
}

/** @throws WrongValueError when no file can be written at a path: it is a folder, or its own folder is not there or takes none. */
export async function demandWritable(path: string): Promise<void> {
  if (await isFolder(path).catch(() => false)) {
    throw new WrongValueError(`${path} cannot be written: ${WORDS.EISDIR}`)
  }
  const folder = dirname(resolve(path))
  try {
    await access(folder, constants.W_OK)
    if (await isFolder(folder)) return
  } catch (error) {
    throw new WrongValueError(`${path} cannot be written: its folder ${folder} cannot be used, ${fileProblem(error)}`)
  }
  throw new WrongValueError(`${path} cannot be written: ${folder} is no folder`)
}
