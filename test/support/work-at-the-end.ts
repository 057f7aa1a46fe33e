import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Test } from 'tap'
import { openStream } from './event-source.ts'
import { readyDataFolder } from './ready-data-folder.ts'
import { type LaunchOptions, type ServiceProcess, startService } from './service-process.ts'

/** Settings of a service whose demonstration tasks can be started. */
export const TESTING = { APP_ENV: 'testing', FRONTEND_VERSION_URL: 'http://127.0.0.1:9/' }

/** Starts a demonstration task. @returns its id. */
export async function startTask({ url }: ServiceProcess, params: object): Promise<string> {
  const response = await fetch(`${url}/api/testing/tasks/start`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ params }),
  })
  const { task_id }: { task_id: string } = JSON.parse(await response.text())
  return task_id
}

/**
 * Ends a service that works, on its own PostgreSQL, and sees that nothing was cut.
 *
 * @param signal sends the signals; called before and after the shutdown has begun.
 * @returns the service's data folder.
 */
export async function endAtWork(
  t: Test,
  options: LaunchOptions,
  signal: (service: ServiceProcess) => void,
): Promise<string> {
  const dataDir = await readyDataFolder(t)
  const service = await startService(t, { ...TESTING, DATA_DIR: dataDir }, options)
  const page = await openStream(t, `${service.url}/api/sse/stream?request_id=page`)
  const task = await startTask(service, { steps: 4, delay: 0.3 })
  await page.until((each) => each.taskEvents(task).includes('progress_update'))

  signal(service)
  await service.logged('shutting down')
  signal(service)
  t.equal(await service.exited, 0)
  t.equal(await page.ended, 'ended')
  t.equal(page.taskEvents(task).at(-1), 'task_completed', 'the work was waited for, and its end told')
  t.equal(service.log.filter(({ msg }) => msg === 'shutting down').length, 1, 'one shutdown')
  t.same(
    service.log.filter(({ level, msg }) => level >= 50 || /second|killed/.test(msg)),
    [],
  )
  t.notOk(existsSync(join(dataDir, 'postgres/postmaster.pid')), 'PostgreSQL has ended')
  return dataDir
}
