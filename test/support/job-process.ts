import { doJobs } from '../../plugins/process-for-jobs/do-jobs.ts'

/** What a process of tests is asked for. */
export type TestJob = { wanted: 'pid' | 'refusal' | 'end' | 'memory' | 'nothing' }

/*
 * A program for `ProcessForJobs` that answers with its id, fails, ends, needs too much memory or never answers.
 */
doJobs(async ({ wanted }: TestJob): Promise<number> => {
  if (wanted === 'refusal') throw new RangeError('no such page')
  if (wanted === 'end') process.exit()
  if (wanted === 'nothing') return new Promise<number>(() => {})
  const kept: number[][] = []
  while (wanted === 'memory') kept.push(Array.from({ length: 10_000 }, (_, n) => n + kept.length / 2))
  return process.pid
})
