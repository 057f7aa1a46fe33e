import type { FastifyInstance, LightMyRequestResponse as Response } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'

/** Follows the links from page to page. @returns the bodies. */
async function follow<Body>(app: FastifyInstance, first: string): Promise<Body[]> {
  const bodies: Body[] = []
  let path: string | undefined = first
  while (path !== undefined) {
    const { headers, payload }: Response = await app.inject(path)
    bodies.push(JSON.parse(payload))
    path = /^<([^>]+)>; rel="next"$/.exec(String(headers.link ?? ''))?.[1]
  }
  return bodies
}

const digits = (n: number) => String.fromCharCode(65 + Math.floor(n / 26), 65 + (n % 26))

t.test('low stock is read page by page, the fewest first and each part once', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 60)
  const expected: { key: string; pieces: number }[] = []
  for (let n = 0; n < 30; n++) {
    const key = `LO${digits(n)}`
    const pieces = 1 + (n % 7)
    await addStock(app.db, await addPart(app.db, key), box, n + 1, pieces)
    if (pieces <= 5) expected.push({ key, pieces })
    // Some are kept figures, and some are counted because they have changed since.
    if (n === 20) await app.dashboard.keepFigures()
  }
  expected.sort((a, b) => a.pieces - b.pieces)

  const pages = await follow<{ part_key: string; current_quantity: number }[]>(app, '/api/dashboard/low-stock?limit=4')
  t.ok(pages.length > 4)
  t.ok(pages.every((page) => page.length <= 4))
  const read = pages.flat().map(({ part_key: key, current_quantity: pieces }) => ({ key, pieces }))
  t.strictSame(read, expected)

  const whole = await app.inject('/api/dashboard/low-stock')
  t.equal(whole.json().length, expected.length, 'without a limit it is one answer as before')
  t.equal(whole.headers.link, undefined)
  t.strictSame((await app.inject('/api/dashboard/low-stock?after=9999999999999999-9999999999')).json(), [])
  t.equal((await app.inject('/api/dashboard/low-stock?after=x')).statusCode, 400)
})

t.test('what has run out is read page by page, what kits need most of first', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 3)
  const expected: { key: string; needed: number }[] = []
  const contents: [number, number][] = []
  for (let n = 0; n < 30; n++) {
    // Not in the order of their age.
    const key = `RO${digits((n * 7) % 30)}`
    const id = await addPart(app.db, key)
    const needed = n % 3
    if (needed > 0) contents.push([id, needed])
    else {
      await app.inventory.add(key, { boxNo: box, locNo: 1 }, 2)
      await app.inventory.remove(key, { boxNo: box, locNo: 1 }, 2)
    }
    expected.push({ key, needed: needed * 5 })
    // Some are kept figures, and some are counted because they have changed since.
    if (n === 20) {
      await addKit(app, 'Clock', contents.splice(0), 5)
      await app.dashboard.keepFigures()
    }
  }
  await addKit(app, 'Radio', contents, 5)
  expected.sort((a, b) => b.needed - a.needed || (a.key < b.key ? -1 : 1))

  const read = async () => {
    const pages = await follow<{ part_key: string; needed_quantity: number }[]>(
      app,
      '/api/dashboard/out-of-stock?limit=4',
    )
    t.ok(pages.length > 4 && pages.every((page) => page.length <= 4))
    return pages.flat().map(({ part_key: key, needed_quantity: needed }) => ({ key, needed }))
  }
  t.strictSame(await read(), expected)
  await app.dashboard.keepFigures()
  t.strictSame(await read(), expected, 'the same when all of them are kept')
  t.equal((await app.inject('/api/dashboard/out-of-stock')).headers.link, undefined)

  const first = await app.inject('/api/dashboard/out-of-stock?limit=25')
  const [, next = ''] = /^<([^>]+)>; rel="next"$/.exec(String(first.headers.link)) ?? []
  t.equal((await app.inject({ method: 'DELETE', url: `/api/parts/${expected[24]?.key}` })).statusCode, 204)
  t.same(
    (await app.inject(next)).json().map(({ part_key: key }: { part_key: string }) => key),
    expected.slice(25).map(({ key }) => key),
    'a page goes on where the last one ended, also when that part was deleted',
  )
})

t.test('parts without documents are read page by page, the oldest first', async (t) => {
  const app = await buildApp(t)
  const expected: string[] = []
  for (let n = 0; n < 25; n++) {
    const key = `DO${digits(n)}`
    await addPart(app.db, key)
    expected.push(key)
    if (n === 12) await app.dashboard.keepFigures()
  }
  interface Undocumented {
    count: number
    sample_parts: { part_key: string }[]
  }
  const pages = await follow<Undocumented>(app, '/api/dashboard/parts-without-documents?limit=10')
  t.strictSame(
    pages.flatMap(({ sample_parts: parts }) => parts.map(({ part_key: key }) => key)),
    expected,
  )
  for (const { count } of pages) t.equal(count, expected.length)

  const [first] = await follow<Undocumented>(app, '/api/dashboard/parts-without-documents')
  t.equal(first?.sample_parts.length, 10)
  t.same((await app.inject('/api/dashboard/parts-without-documents?after=0-9999999999')).json().sample_parts, [])
})
