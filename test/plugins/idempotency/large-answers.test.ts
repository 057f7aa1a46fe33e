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
  t.match((await create(long)).json(), { key, description: 'short' }, 'as the record is now')

  await app.inject({ method: 'DELETE', url: `/api/parts/${key}` })
  const gone = await create(long)
  t.equal(gone.statusCode, 410)
  t.match(gone.json(), { code: 'IDEMPOTENCY_ANSWER_GONE' })
  t.strictSame(await app.db.query('select from parts'), [], 'it is not made again')
})
