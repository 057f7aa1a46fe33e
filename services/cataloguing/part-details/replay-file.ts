import { randomUUID } from 'node:crypto'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Value } from 'typebox/value'
import { makeFolder } from '../../../plugins/make-folder.ts'
import { AiError } from '../../work/ai-runner/ai-runner.ts'
import { CatalogueAnswer } from './details-schema.ts'

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Reads a recorded answer of a model.
 *
 * @returns null when there is no such file.
 * @throws AiError when the file has no valid answer.
 */
export async function readReplay(path: string): Promise<CatalogueAnswer | null> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (isMissing(cause)) return null
    throw new AiError('the file with the recorded answer cannot be read', { cause })
  }
  const answer = parse(text)
  if (!Value.Check(CatalogueAnswer, answer))
    throw new AiError('the file with the recorded answer holds no valid answer')
  return answer
}

/** Records an answer. The file is renamed when it is complete, so that it is never half written. */
export async function writeReplay(path: string, answer: CatalogueAnswer): Promise<void> {
  await makeFolder(dirname(path))
  const unfinished = `${path}.${randomUUID()}`
  try {
    await writeFile(unfinished, `${JSON.stringify(answer, null, 2)}\n`)
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}
