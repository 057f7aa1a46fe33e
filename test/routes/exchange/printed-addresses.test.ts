import t from 'tap'
import { buildApp } from '../../support/build-app.ts'

t.test('the address of a deleted part leads to what is known of it', async (t) => {
  const app = await buildApp(t, { settings: { webRoot: 'none' } })
  await app.parts.create({ description: 'Sold out' }, 'GONE')
  await app.parts.create({ description: 'Twice' }, 'TWIN')
  for (const key of ['GONE', 'TWIN']) await app.parts.delete(key)
  await app.db.query(`update retired_parts set merged_into = 'LEFT' where key = 'TWIN'`)
  const follow = async (path: string) => {
    const first = await app.inject(path)
    return app.inject(String(first.headers.location))
  }
  for (const path of ['/P/GONE', '/p/gone']) {
    const gone = await follow(path)
    t.equal(gone.statusCode, 404)
    t.match(gone.json(), { details: { message: /was deleted on/, deleted_at: String } })
  }
  t.match((await follow('/P/TWIN')).json(), { details: { message: /was merged into LEFT/, merged_into: 'LEFT' } })
  t.match((await follow('/P/ZZZZ')).json(), { error: 'Part ZZZZ was not found' })
})
