import { extname } from 'node:path'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import { ProcessForJobs } from '../../../plugins/process-for-jobs/process-for-jobs.ts'
import type { LabelAnswer, LabelFile, LabelJob } from './label-job.ts'

const PROGRAM = new URL(`./label-process${extname(import.meta.url)}`, import.meta.url)
const drawing = new ProcessForJobs<LabelJob, LabelAnswer>(PROGRAM, { seconds: 60, memoryMb: 256 })

/**
 * Draws labels in a process of its own, so that requests do not wait for it; one file after the other.
 *
 * @param caller who is aborted does not wait for it any more.
 * @throws RequestValidationError when the format does not hold so many pages, or there is no such page.
 */
export async function renderLabels(job: LabelJob, caller?: AbortSignal): Promise<LabelFile> {
  const answer = await drawing.run(job, caller)
  if ('refusal' in answer) throw new RequestValidationError([answer.refusal])
  return { bytes: Buffer.from(answer.bytes), pages: answer.pages }
}
