import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import pLimit from 'p-limit'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'
import type { LabelAnswer, LabelJob } from './label-job.ts'

const PROGRAM = new URL(`./label-worker${extname(import.meta.url)}`, import.meta.url)
const TIME_LIMIT_MS = 60_000
const MEMORY_MB = 256
/** Drawings at once; further ones wait. */
const limit = pLimit(2)

/**
 * Draws labels in a thread of its own, so that requests do not wait for it.
 *
 * @throws RequestValidationError when the format does not hold so many pages.
 */
export function renderLabels(job: LabelJob): Promise<Buffer> {
  return limit(async () => {
    const signal = AbortSignal.timeout(TIME_LIMIT_MS)
    // Without the arguments of Node.js: they may apply to the main program only.
    const worker = new Worker(PROGRAM, {
      workerData: job,
      argv: [],
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB },
    })
    try {
      const [answer]: LabelAnswer[] = await once(worker, 'message', { signal })
      if (answer === undefined) throw new Error('no answer')
      if ('refusal' in answer) throw new RequestValidationError([{ field: 'format', message: answer.refusal }])
      if ('failure' in answer) throw new Error(`labels could not be drawn: ${answer.failure}`)
      return Buffer.from(answer.bytes)
    } finally {
      await worker.terminate()
    }
  })
}
