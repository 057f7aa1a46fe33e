import t from 'tap'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart } from '../../support/inventory-rows.ts'

const stock = (key: string, payload: object, url = '/api/inventory/parts/ABCD/stock') =>
  ({ method: 'POST', url, headers: { 'idempotency-key': key }, payload }) as const
const pile = (qty: number) => ({ box_no: 1, loc_no: 1, qty })

t.test('a refusal is kept like a success, whatever the records are by then', async (t) => {
  const app = await buildApp(t)
  const first = await app.inject(stock('a', pile(5)))
  t.equal(first.statusCode, 404)
  await addBox(app.db, 3)
  await addPart(app.db, 'ABCD')
  const again = await app.inject(stock('a', pile(5)))
  t.equal(again.statusCode, 404)
  t.equal(again.body, first.body)
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.equal(again.headers['content-type'], 'application/json')
  t.match(await app.inject(stock('a', pile(6))), { statusCode: 422 })
  t.match(await app.inject(stock('b', pile(5))), { statusCode: 201 })
})

t.test('so is the refusal of a request that is not valid', async (t) => {
  const app = await buildApp(t)
  const first = await app.inject(stock('a', pile(0)))
  t.equal(first.statusCode, 400)
  const again = await app.inject(stock('a', pile(0)))
  t.equal(again.body, first.body)
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.match((await app.inject(stock('a', pile(5)))).json(), { code: 'IDEMPOTENCY_KEY_REUSED' })
})

t.test('what cannot be read, is not known or is refused before it is read is not kept', async (t) => {
  const app = await buildApp(t)
  await addBox(app.db, 3)
  await addPart(app.db, 'ABCD')
  const headers = { 'idempotency-key': 'a', 'content-type': 'application/json' }
  t.match(await app.inject({ ...stock('a', {}), headers, payload: '{"qty"' }), { statusCode: 400 })
  t.match(await app.inject(stock('a', {}, '/api/nowhere')), { statusCode: 404 })
  t.match(await app.inject({ ...stock('a', {}), headers: { ...headers, origin: 'http://evil.example' } }), {
    statusCode: 403,
  })
  t.match(await app.inject(stock('a', pile(5))), { statusCode: 201 })
})

t.test(
  'a failure, and a refusal that passes, undo everything and are not kept: the next one is the first',
  async (t) => {
    let failure: Error | null = null
    const app = await buildApp(t, {
      async prepare(instance) {
        await instance.register(async (app) => {
          app.post('/api/boxes-then/:status', { config: { access: 'editor' } }, async () => {
            await addBox(app.db, 1)
            if (failure) throw failure
            return { made: true }
          })
        })
      },
    })
    for (const status of [401, 403, 408, 429, 499, 500, 503]) {
      failure = new DomainError(status, 'NOT_NOW', 'not now', 'hint')
      const request = stock(`key ${status}`, {}, '/api/boxes-then/1')
      for (let n = 0; n < 2; n++) {
        const answer = await app.inject(request)
        t.equal(answer.statusCode, status)
        t.equal(answer.headers['idempotency-replayed'], undefined)
      }
      t.strictSame(await app.db.query('select id from boxes'), [], 'rolled back')
      failure = null
      t.equal((await app.inject(request)).statusCode, 200)
      t.equal((await app.inject(request)).headers['idempotency-replayed'], 'true')
      t.equal((await app.db.query('delete from boxes returning id')).length, 1)
    }
  },
)

t.test('what a shutdown refuses is not kept, and another process carries it out', async (t) => {
  const app = await buildApp(t)
  const other = await buildApp(t, { settings: { databaseUrl: app.config.databaseUrl } })
  const released = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  app.lifecycle.addShutdownWaiter('test', async () => {
    begun.resolve()
    await released.promise
    return true
  })
  const closing = app.close()
  await begun.promise
  const answer = await app.inject(stock('a', pile(5)))
  t.equal(answer.statusCode, 404)
  const list = {
    method: 'POST',
    url: '/api/imports',
    headers: { 'idempotency-key': 'list' },
    payload: { text: 'Part number,Quantity\nLM358,5\n' },
  } as const
  const refused = await app.inject(list)
  t.strictSame(
    [refused.statusCode, refused.json().code, refused.headers['retry-after']],
    [409, 'INVALID_OPERATION', '5'],
  )
  t.strictSame(await app.db.query('select key_hash from idempotency_keys'), [])
  t.equal((await other.inject(list)).statusCode, 202)
  released.resolve()
  await closing
})
