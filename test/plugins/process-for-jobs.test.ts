import { setImmediate as tick } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { ProcessForJobs } from '../../plugins/process-for-jobs/process-for-jobs.ts'
import type { TestJob } from '../support/job-process.ts'

const PROGRAM = new URL('../support/job-process.ts', import.meta.url)
const LIMITS = { seconds: 60, memoryMb: 64 }

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

async function ended(t: Test, pid: number): Promise<void> {
  while (isAlive(pid)) await tick()
  t.notOk(isAlive(pid))
}

t.test('a process does one job after the other, and survives those that it refuses', async (t) => {
  const jobs = new ProcessForJobs<TestJob, number>(PROGRAM, LIMITS)
  const [pid, again] = await Promise.all([jobs.run({ wanted: 'pid' }), jobs.run({ wanted: 'pid' })])
  t.not(pid, process.pid)
  t.equal(again, pid)
  await t.rejects(jobs.run({ wanted: 'refusal' }), { name: 'RangeError', message: 'no such page' })
  t.equal(await jobs.run({ wanted: 'pid' }), pid)
  process.kill(pid, 'SIGKILL')
  await ended(t, pid)
})

t.test('a process that ends or needs too much memory fails its job alone', async (t) => {
  const jobs = new ProcessForJobs<TestJob, number>(PROGRAM, LIMITS)
  for (const wanted of ['end', 'memory'] as const) {
    const pid = await jobs.run({ wanted: 'pid' })
    await t.rejects(jobs.run({ wanted }), { message: 'the process has ended without an answer' }, wanted)
    await ended(t, pid)
    t.not(await jobs.run({ wanted: 'pid' }), pid, wanted)
  }
  // Killed while it has no work: the next job finds another one.
  const pid = await jobs.run({ wanted: 'pid' })
  process.kill(pid, 'SIGKILL')
  await ended(t, pid)
  t.not(await jobs.run({ wanted: 'pid' }), pid)
})

t.test('a process that takes too long is ended', async (t) => {
  const jobs = new ProcessForJobs<TestJob, number>(PROGRAM, { ...LIMITS, seconds: 0 })
  await t.rejects(jobs.run({ wanted: 'nothing' }), { name: 'ShortageError', message: /took more than 0 s/ })
})

t.test('a job whose caller has gone is not begun, or ended, and those behind it do not wait for it', async (t) => {
  const jobs = new ProcessForJobs<TestJob, number>(PROGRAM, LIMITS)
  const gone = new Error('the client has gone')
  const pid = await jobs.run({ wanted: 'pid' })
  await t.rejects(jobs.run({ wanted: 'end' }, AbortSignal.abort(gone)), gone)
  t.equal(await jobs.run({ wanted: 'pid' }), pid, 'what was not begun has not ended the process')
  const caller = new AbortController()
  const left = jobs.run({ wanted: 'nothing' }, caller.signal)
  const next = jobs.run({ wanted: 'pid' })
  await tick()
  caller.abort(gone)
  await t.rejects(left, gone)
  t.not(await next, pid)
})

t.test('a job whose process is ended from outside may be asked for again', async (t) => {
  const jobs = new ProcessForJobs<TestJob, number>(PROGRAM, LIMITS)
  const pid = await jobs.run({ wanted: 'pid' })
  const lost = jobs.run({ wanted: 'nothing' })
  await tick()
  process.kill(pid, 'SIGKILL')
  await t.rejects(lost, { name: 'ShortageError', message: 'the process was ended from outside' })
})
