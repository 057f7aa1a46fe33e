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

t.test('printed addresses lead to pages, and without pages to what the API says', async (t) => {
  const folder = t.testdir({ 'index.html': '<!doctype html><title>Pages</title>' })
  const withPages = await buildApp(t, { settings: { webRoot: folder } })
  const without = await buildApp(t, { settings: { webRoot: 'none' } })
  for (const [path, page, resource] of [
    ['/P/ABCD', '/parts/ABCD', '/api/parts/ABCD'],
    ['/p/abcd', '/parts/ABCD', '/api/parts/ABCD'],
    ['/b/7', '/boxes/7', '/api/boxes/7'],
    ['/B/7/12', '/boxes/7?slot=12', '/api/locations/7/12'],
    ['/p/ABCD/', '/parts/ABCD', '/api/parts/ABCD'],
    ['/b/7/', '/boxes/7', '/api/boxes/7'],
    ['/B/7/12/', '/boxes/7?slot=12', '/api/locations/7/12'],
    ['/b/007', '/boxes/7', '/api/boxes/7'],
    ['/b/007/012', '/boxes/7?slot=12', '/api/locations/7/12'],
    ['/k/05', '/kits/5', '/api/kits/5'],
    ['/k/5', '/kits/5', '/api/kits/5'],
    ['/PL/9', '/pick/9', '/api/pick-lists/9'],
    ['/Pl/9', '/pick/9', '/api/pick-lists/9'],
    ['/pL/9/', '/pick/9', '/api/pick-lists/9'],
  ] as const) {
    for (const [app, target] of [
      [withPages, page],
      [without, resource],
    ] as const) {
      const answer = await app.inject(path)
      t.equal(answer.statusCode, 302, path)
      t.equal(answer.headers.location, target)
    }
  }
})

t.test('without pages, an address that no label has says which ones labels have', async (t) => {
  const app = await buildApp(t, { settings: { webRoot: 'none' } })
  for (const path of [
    '/b',
    '/PL',
    '/b/7/12/3',
    '/p/TIMR/x',
    '/p/ABCDE',
    '/b/0',
    '/b/7/abc',
    '/b/7/99999999999999',
    '/k/x',
    `/pl/${'9'.repeat(80)}`,
  ]) {
    const answer = await app.inject(path)
    t.equal(answer.statusCode, 404, path)
    t.match(answer.json(), {
      error: `${path} is no address of a label`,
      details: { message: /\/b\/7 for a box, \/b\/7\/12 for a location/ },
    })
  }
  const follow = async (path: string) => {
    const first = await app.inject(path)
    return (await app.inject(String(first.headers.location))).json()
  }
  t.match(await follow('/b/7/12'), { error: 'Location 7-12 was not found', details: { message: 'There is no box 7' } })
  await app.inject({ method: 'POST', url: '/api/boxes', payload: { description: 'Drawer', capacity: 3 } })
  t.match(await follow('/b/1/12'), {
    error: 'Location 1-12 was not found',
    details: { message: 'Box 1 has the locations 1 to 3' },
  })
})
