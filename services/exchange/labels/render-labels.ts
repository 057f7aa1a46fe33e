import { extname } from 'node:path'
import pLimit from 'p-limit'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { runInThread } from '../../../plugins/run-in-thread.ts'
import type { LabelAnswer, LabelFile, LabelJob } from './label-job.ts'

const PROGRAM = new URL(`./label-worker${extname(import.meta.url)}`, import.meta.url)
const LIMITS = { seconds: 60, memoryMb: 256 }
/** Drawings at once; further ones wait. */
const limit = pLimit(2)

/**
 * Draws labels in a thread of its own, so that requests do not wait for it.
 *
 * @throws RequestValidationError when the format does not hold so many pages, or there is no such page.
 */
export function renderLabels(job: LabelJob): Promise<LabelFile> {
  return limit(async () => {
    const answer = await runInThread<LabelAnswer>(PROGRAM, job, LIMITS)
    if ('refusal' in answer) throw new RequestValidationError([answer.refusal])
    return { bytes: Buffer.from(answer.bytes), pages: answer.pages }
  })
}
