import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test('an answer over 64 KiB is kept as a hash, and read again', async (t) => {
  const app = await buildApp(t)
  const create = (description: string) =>
    app.inject({
      method: 'POST',
      url: '/api/parts',
      headers: { 'idempotency-key': 'a' },
      payload: { description },
    })
  const long = '\u20ac'.repeat(40_000)
  const first = await create(long)
  t.equal(first.statusCode, 201)
  const { key } = first.json()
  const [kept] = await app.db.query<{ body: string | null; size: number; reference: string }>(
    'select body, pg_column_size(k)::int as size, reference from idempotency_keys k',
  )
  t.match(kept, { body: null, reference: key })
  t.ok(Number(kept?.size) < 2000)

  const again = await create(long)
  t.equal(again.statusCode, 201)
  t.equal(again.body, first.body)
  t.equal(again.headers['content-type'], 'application/json')
  t.equal(again.headers['idempotency-replayed'], 'true')
  t.match(await create(`${long}x`), { statusCode: 422 })

  await app.inject({ method: 'PUT', url: `/api/parts/${key}`, payload: { description: 'short' } })
  const changed = await create(long)
  t.match(changed.json(), { key, description: 'short' }, 'as the record is now')
  t.notOk(changed.headers.etag, 'not with the tag of what it was')

  await app.inject({ method: 'DELETE', url: `/api/parts/${key}` })
  const gone = await create(long)
  t.equal(gone.statusCode, 410)
  t.match(gone.json(), { code: 'IDEMPOTENCY_ANSWER_GONE' })
  t.strictSame(await app.db.query('select from parts'), [], 'it is not made again')
})

t.test('a large answer of what changed nothing is made anew', async (t) => {
  const app = await buildApp(t)
  const keys: string[] = []
  for (let n = 0; n < 150; n++) keys.push((await app.parts.create({ description: `Part ${n}` })).key)
  const preview = () =>
    app.inject({
      method: 'POST',
      url: '/api/parts/bulk',
      headers: { 'idempotency-key': 'b' },
      payload: { part_keys: keys, set: { manufacturer: 'M'.repeat(250), package: 'P'.repeat(100) }, dry_run: true },
    })
  const first = await preview()
  t.ok(first.body.length > 65_536)
  const again = await preview()
  t.strictSame([again.statusCode, again.body], [200, first.body])
})

t.test('many labels that were queued are answered again, as far as they still wait', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'x'.repeat(200) })
  const items = Array.from({ length: 600 }, () => ({ kind: 'part', id: key }))
  const add = () =>
    app.inject({
      method: 'POST',
      url: '/api/label-queue',
      headers: { 'idempotency-key': 'c' },
      payload: { items },
    })
  const first = await add()
  t.ok(first.body.length > 65_536)
  const again = await add()
  t.strictSame([again.statusCode, again.json()], [201, first.json()])
  t.equal((await app.inject({ url: '/api/label-queue' })).json().length, 600)
  const [{ queue_item_id: dropped }, ...rest] = first.json()
  await app.inject({ method: 'DELETE', url: `/api/label-queue/${dropped}` })
  t.strictSame((await add()).json(), rest)
})

t.test('many labels that came back are answered again with what was left out', async (t) => {
  const app = await buildApp(t)
  const { key } = await app.parts.create({ description: 'x'.repeat(200) })
  const items = [...Array.from({ length: 600 }, () => ({ kind: 'part', id: key })), { kind: 'kit', id: '4711' }]
  const add = () =>
    app.inject({
      method: 'POST',
      url: '/api/label-queue/existing',
      headers: { 'idempotency-key': 'd' },
      payload: { items },
    })
  const first = await add()
  t.ok(first.body.length > 65_536)
  t.match(first.json(), { left_out: [{ id: '4711' }] })
  const again = await add()
  t.strictSame([again.statusCode, again.json()], [200, first.json()])
  t.equal((await app.inject({ url: '/api/label-queue' })).json().length, 600)
})
