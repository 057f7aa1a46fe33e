import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test(
  'an answer is kept for as many hours as the setting says; then the key is free, and the row is swept',
  async (t) => {
    const app = await buildApp(t, { settings: { idempotencyKeyHours: 3 } })
    const box = (key: string) =>
      app.inject({
        method: 'POST',
        url: '/api/boxes',
        headers: { 'idempotency-key': key },
        payload: { description: 'Box', capacity: 1 },
      })
    const age = (hours: number) =>
      app.db.query('update idempotency_keys set expires_at = expires_at - make_interval(mins => $1)', [hours * 60])
    const kept = async () => (await app.db.query('select key_hash from idempotency_keys')).length

    const first = await box('a')
    await box('b')
    await age(2.9)
    t.equal((await box('a')).body, first.body)
    t.equal(await app.idempotentAnswers.sweep(), 0)
    await age(0.2)
    const next = await box('a')
    t.equal(next.statusCode, 201)
    t.not(next.body, first.body, 'the first again')
    t.equal(await kept(), 2)
    t.equal(await app.idempotentAnswers.sweep(), 1)
    t.equal(await kept(), 1)
    t.equal((await box('a')).body, next.body)
  },
)

t.test('neither the keys nor who sent them can be read from the database', async (t) => {
  const app = await buildApp(t)
  await app.inject({ method: 'DELETE', url: '/api/boxes/1', headers: { 'idempotency-key': 'very-secret' } })
  const [row] = await app.db.query<{ row: string }>('select k::text as row from idempotency_keys k')
  t.ok(row)
  t.notMatch(row?.row, /very-secret/)
})
