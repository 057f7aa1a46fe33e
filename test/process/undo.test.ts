import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import t from 'tap'
import { repeated } from '../support/repeated.ts'
import { type ServiceProcess, startService } from '../support/service-process.ts'
import { createTestDatabase } from '../support/test-database.ts'

/** Kills at random moments; more to be surer. */
const ROUNDS = repeated(2, 'KILL_ROUNDS')

function post({ url }: ServiceProcess, path: string, body: object, key?: string): Promise<Response> {
  return fetch(`${url}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(body),
  })
}

t.test('killed while it changes and undoes, each change and each undo is done once', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  t.teardown(() => client.end())
  await client.query(`insert into types (name) values ('T')`)
  const env = { DATABASE_URL: databaseUrl, DATA_DIR: t.testdir() }
  const other = await startService(t, env)
  await post(other, '/boxes', { description: 'Box', capacity: 3 })
  await post(other, '/parts', { description: 'Relay' })
  const [part] = (await client.query<{ key: string }>('select key from parts')).rows
  const stock = `/inventory/parts/${part?.key}/stock`
  const pile = { box_no: 1, loc_no: 1, qty: 7 }

  for (let round = 1; round <= ROUNDS; round++) {
    const before = await post(other, stock, pile)
    const undo = `/operations/${before.headers.get('operation-id')}/undo`
    const calls = [
      { path: stock, body: pile, key: `${round} add` },
      { path: undo, body: {}, key: `${round} undo` },
      { path: stock, body: pile, key: `${round} add again` },
    ]
    const service = await startService(t, env)
    const first = calls.map(({ path, body, key }) =>
      post(service, path, body, key)
        .then(async (answer) => ({ operation: answer.headers.get('operation-id'), text: await answer.text() }))
        .catch(() => null),
    )
    await Promise.race([delay(Math.random() * 80), once(service.child, 'exit')])
    await service.end('SIGKILL')
    const answers = await Promise.all(first)
    for (const [n, { path, body, key }] of calls.entries()) {
      const again = await post(other, path, body, key)
      t.ok(again.ok, `${path} ${again.status}`)
      const answer = answers[n]
      if (answer === null || answer === undefined) continue
      t.equal(again.headers.get('operation-id'), answer.operation, 'the same operation')
      t.equal(await again.text(), answer.text, 'the first answer')
    }
    const { rows } = await client.query<{ qty: number; ledger: number; operations: number }>(
      `select (select sum(qty)::int from part_locations) as qty,
              (select sum(delta_qty)::int from quantity_history) as ledger,
              (select count(*)::int from operations) as operations`,
    )
    t.strictSame(rows, [{ qty: round * 14, ledger: round * 14, operations: round * 4 }])
  }
})
