import { randomInt } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'
import { pairDevice, type TestDevice } from '../test/support/own-sign-in.ts'
import type { BenchServer } from './inventory-database.ts'
import { atLeast, atMost, type BenchResult, percentile } from './result.ts'
import { runAlone } from './run-alone.ts'

const SECONDS = 60
const RATE = 1000
/** Guesses are sent so often, in batches. */
const BATCH_MS = 20
const ADDRESSES = 1000
const READS_BEFORE = 300
const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
/** Typed codes that may be wrong in a minute; the attack touches two of them. */
const MOST_TRIED = 100
const MOST_SLOWER = 5

interface Replica {
  instance: FastifyInstance
  url: string
}

async function startReplica(databaseUrl: string, dataDir: string): Promise<Replica> {
  const instance = Fastify({ ...options, logger: false })
  const settings = { databaseUrl, dataDir, authMode: 'own' as const, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

function guess(): string {
  return Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
}

/** Sends one guess, as a proxy forwards it. @returns the status, 0 when the connection ended without an answer. */
async function send({ url }: Replica, n: number): Promise<number> {
  const address = `10.9.${Math.floor((n % ADDRESSES) / 250)}.${n % 250}`
  const answer = await fetch(`${url}/api/pairing/redeem`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
    body: JSON.stringify({ code: guess(), device_name: 'Guesser' }),
  }).catch(() => null)
  if (answer === null) return 0
  await answer.arrayBuffer()
  return answer.status
}

/** How long a read takes, in milliseconds. A connection that ends under it is replaced, as browsers do. */
async function timeRead(replica: Replica, device: TestDevice): Promise<number> {
  const begin = performance.now()
  const answer = await fetch(`${replica.url}/api/types`, { headers: { cookie: device.cookie } }).catch(() => null)
  if (answer === null) return timeRead(replica, device)
  await answer.arrayBuffer()
  if (answer.status !== 200) throw new Error(`whoever is signed in was answered ${answer.status}`)
  return performance.now() - begin
}

/** Guesses at all replicas in turn. @returns how many answers had each status. */
async function attack(replicas: readonly Replica[]): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  const open = new Set<Promise<void>>()
  const begin = performance.now()
  for (let sent = 0; performance.now() - begin < SECONDS * 1000; ) {
    const due = Math.floor(((performance.now() - begin) / 1000) * RATE)
    for (; sent < due; sent++) {
      const replica = replicas[sent % replicas.length]
      if (replica === undefined) throw new Error('there is no replica')
      const one = send(replica, sent).then((status) => {
        counts.set(status, (counts.get(status) ?? 0) + 1)
        open.delete(one)
      })
      open.add(one)
    }
    await pause(BATCH_MS)
  }
  await Promise.all(open)
  return counts
}

/** What guessing typed codes at two replicas, a thousand a second for a minute, lets in, and what it costs others. */
export async function run(server: BenchServer): Promise<BenchResult[]> {
  const databaseUrl = await server.createInventory(100)
  const dataDir = await mkdtemp(join(tmpdir(), 'inventory-guessing-'))
  const replicas = [await startReplica(databaseUrl, dataDir), await startReplica(databaseUrl, dataDir)]
  try {
    const [first] = replicas
    if (first === undefined) throw new Error('there is no replica')
    const ada = await pairDevice(first.instance, 'Ada')
    const before: number[] = []
    for (let n = 0; n < READS_BEFORE; n++) before.push(await timeRead(first, ada))
    const invited = await first.instance.inject({
      method: 'POST',
      url: '/api/pairing-codes',
      headers: { cookie: ada.cookie },
    })
    let isOver = false
    const during: number[] = []
    const reading = (async () => {
      while (!isOver) during.push(await timeRead(first, ada))
    })()
    const counts = await attack(replicas)
    isOver = true
    await reading
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const count = (status: number) => counts.get(status) ?? 0
    const others = all - count(404) - count(429) - count(0)
    const code = await first.instance.db.query<{ ended: boolean }>(
      'select typed_hash is null as ended from pairing_codes where id = $1',
      [invited.json().id],
    )
    const exact = (ratio: number) => ({ ratio, noise: Number.NaN })
    const slower = percentile(during, 0.95) / percentile(before, 0.95)
    return [
      atLeast('guesses a second that were answered', exact((all - count(0)) / SECONDS), RATE * 0.95, 'a second'),
      atMost('guesses that were looked at', exact(count(404)), MOST_TRIED, 'in a minute'),
      atMost('guesses that were let in, or failed', exact(others), 0, 'answers'),
      atLeast('the typed code that was open has ended', exact(code[0]?.ended ? 1 : 0), 1, '1 is yes'),
      atMost('p95 of a read of who is signed in, meanwhile', exact(slower), MOST_SLOWER, '× before'),
    ]
  } finally {
    for (const { instance } of replicas) await instance.close()
    await rm(dataDir, { recursive: true, force: true })
  }
}

if (import.meta.main) await runAlone(run)
