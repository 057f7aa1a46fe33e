import type { ServiceProcess } from '../../test/support/service-process.ts'
import { startTask } from '../../test/support/work-at-the-end.ts'

/** A sentence that holds, or does not. */
export interface Finding {
  says: string
  holds: boolean
}

/** Log lines of the start. */
const NOTIFY_IS_LOST = /^NOTIFY does not arrive/
const NAMES_ARE_LOST = /^prepared statements do not stay with their connection/
const PARTS = 30
const ROUNDS = 5

async function send<T>({ url }: ServiceProcess, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(url + path, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`)
  return JSON.parse(await response.text())
}

/** Runs a check. What it throws is the reason why it does not hold. */
async function find(says: string, check: () => Promise<boolean>): Promise<Finding> {
  try {
    return { says, holds: await check() }
  } catch (error) {
    return { says: `${says} (${error instanceof Error ? error.message : error})`, holds: false }
  }
}

/** Adds parts with stock, all at once, so that every connection of the pool is used. */
async function writes(service: ServiceProcess): Promise<boolean> {
  await send(service, 'POST', '/api/boxes', { description: 'Shelf', capacity: PARTS })
  const parts = await Promise.all(
    Array.from({ length: PARTS }, (_, n) =>
      send<{ key: string }>(service, 'POST', '/api/parts', { description: `Resistor ${n + 1} kΩ 0805` }),
    ),
  )
  await Promise.all(
    parts.map(({ key }, n) =>
      send(service, 'POST', `/api/inventory/parts/${key}/stock`, { box_no: 1, loc_no: n + 1, qty: 5 }),
    ),
  )
  const list = await send<{ total_quantity: number }[]>(service, 'GET', '/api/parts?limit=1000')
  return list.reduce((sum, { total_quantity }) => sum + total_quantity, 0) === PARTS * 5
}

/** The same reads many times: each connection has prepared them under names after the second. */
async function reads(service: ServiceProcess): Promise<boolean> {
  for (let round = 0; round < ROUNDS; round++) {
    await Promise.all(
      Array.from({ length: PARTS }, (_, n) => send(service, 'GET', `/api/parts/search?q=${n + 1}k+0805`)),
    )
  }
  const { items } = await send<{ items: unknown[] }>(service, 'GET', '/api/parts/search?q=7k+0805')
  return items.length > 0
}

async function runsTask(service: ServiceProcess): Promise<boolean> {
  const task = await startTask(service, { steps: 2, delay: 0.1 })
  for (;;) {
    const { status } = await send<{ status: string }>(service, 'GET', `/api/tasks/${task}/status`)
    if (status === 'completed') return true
    if (status === 'failed' || status === 'cancelled') return false
  }
}

/** What the service has to say of the pooler at its start. */
export interface ExpectedWarnings {
  notifyIsLost: boolean
  namesAreLost: boolean
}

/** Whether a warning is logged once where it is expected, and else never. */
function findWarning(service: ServiceProcess, what: string, pattern: RegExp, isExpected: boolean): Finding {
  const count = service.log.filter(({ msg }) => pattern.test(msg)).length
  return { says: `the start warns ${isExpected ? 'once' : 'never'} that ${what}`, holds: count === Number(isExpected) }
}

/** Uses a service behind a pooler. */
export async function checkService(
  service: ServiceProcess,
  { notifyIsLost, namesAreLost }: ExpectedWarnings,
): Promise<Finding[]> {
  const findings = [
    await find('parts and stock are written, many at a time', () => writes(service)),
    await find('the same statements are read again and again', () => reads(service)),
    await find('a background task runs to its end', () => runsTask(service)),
  ]
  if (notifyIsLost) await service.logged(NOTIFY_IS_LOST)
  const errors = service.log.filter(({ level }) => level >= 50)
  return [
    ...findings,
    findWarning(service, 'NOTIFY does not arrive', NOTIFY_IS_LOST, notifyIsLost),
    findWarning(service, 'names of statements are lost', NAMES_ARE_LOST, namesAreLost),
    { says: 'nothing is logged as an error', holds: errors.length === 0 },
    await find('the service ends in order', async () => (await service.end('SIGTERM')) === 0),
  ]
}
