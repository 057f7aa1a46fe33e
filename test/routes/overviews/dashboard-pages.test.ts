import type { FastifyInstance, LightMyRequestResponse as Response } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'

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
