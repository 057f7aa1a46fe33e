import t from 'tap'
import { extractTextItems, getDocumentProxy } from 'unpdf'
import { buildApp } from '../../../support/build-app.ts'
import { addPart } from '../../../support/inventory-rows.ts'
import { addOddParts, drawing } from '../../../support/label-client.ts'
import { DENSITY, pagesOf, printed, readCodes } from '../../../support/read-label.ts'

t.test('labels have an address', async (t) => {
  const app = await buildApp(t)
  const box = await addOddParts(app)
  const get = (items: string, more = '') =>
    app.inject(`/api/labels?items=${encodeURIComponent(items)}&template=roll-62x29${more}`)
  const answer = await get(`part:wide*2,location:${box}-3,box:${box}`)
  t.equal(answer.statusCode, 200)
  t.match(answer.headers, { 'content-type': 'application/pdf', 'total-pages': '4' })
  t.equal((await pagesOf(answer.rawPayload)).text.length, 4)
  const second = await get(`part:SHRT,location:${box}-3`, '&format=svg&page=2')
  t.strictSame(await readCodes(await printed(second.body, DENSITY)), [`${box}-3`])
  for (const [items, status] of [
    ['part:ZZZZ', 404],
    ['part:WIDE*1001', 400],
    ['part:WIDE*0', 400],
    ['nonsense:WIDE', 400],
    ['part:WIDE,', 400],
    ['', 400],
  ] as const) {
    t.equal((await get(items)).statusCode, status, items)
  }
  t.match((await get('WIDE')).json(), {
    error: /items must be a kind, ":" and an id, .* such as part:ABCD\*2,location:7-12.* kinds are part, location, box/,
  })
})

t.test('what cannot be printed is refused', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const item = { kind: 'part', id: 'AAAA' }
  for (const [body, status, error] of [
    [{ items: [item], template: 'nonsense' }, 400, /template must be one of roll-62x29/],
    [{ items: [], template: 'roll-62x29' }, 400, /items/],
    [{ items: [{ ...item, copies: 1000 }, item], template: 'roll-62x29' }, 400, /at most 1000/],
    [{ items: [{ kind: 'part', id: 'ZZZZ' }], template: 'roll-62x29' }, 404, 'Part ZZZZ was not found'],
    [{ items: [{ kind: 'location', id: '1-99' }], template: 'roll-62x29' }, 404, 'Location 1-99 was not found'],
    [{ items: [{ kind: 'pick_list', id: '9' }], template: 'roll-62x29' }, 404, 'Pick list 9 was not found'],
    [{ items: [{ kind: 'box', id: 'x' }], template: 'roll-62x29' }, 400, /items\.0\.id/],
    [{ items: [{ kind: 'box', id: '99999999999' }], template: 'roll-62x29' }, 400, /items\.0\.id/],
    [{ items: [item], template: 'lid-a5' }, 400, /must be one of box/],
    [{ items: [item], template: 'a4-3x8', start_at: 25 }, 400, /at most 24/],
    [{ items: [item], template: 'roll-62x29', start_at: 2 }, 400, /at most 1/],
    [{ items: [{ ...item, copies: 2 }], template: 'roll-62x29', format: 'svg' }, 400, /holds one page/],
    [{ items: [item], template: 'roll-62x29', scale: 2 }, 400, /scale/],
  ] as const) {
    const answer = await drawing(app, body)
    t.equal(answer.statusCode, status, JSON.stringify(body))
    t.match(answer.json().error, error)
  }
})

t.test('all items that do not exist are named at once', async (t) => {
  const app = await buildApp(t)
  await addPart(app.db, 'AAAA')
  const missing = [
    { kind: 'part', id: 'ZZZZ' },
    { kind: 'location', id: '7-99' },
  ]
  const answer = await drawing(app, { items: [{ kind: 'part', id: 'AAAA' }, ...missing], template: 'roll-62x29' })
  t.equal(answer.statusCode, 404)
  t.match(answer.json(), { error: 'Part ZZZZ and Location 7-99 were not found', details: { missing } })
  const many = Array.from({ length: 9 }, (_, box) => ({ kind: 'box', id: String(box + 1) }))
  const { error } = (await drawing(app, { items: many, template: 'roll-62x29' })).json()
  t.equal(error, 'Box 1, Box 2, Box 3, Box 4, Box 5, and 4 more were not found')
})

t.test('a printer is adjusted by a page, and the numbers are tried on it', async (t) => {
  const app = await buildApp(t)
  const page = (query: string) => app.inject(`/api/labels/calibration?template=${query}`)
  const plain = await page('a4-3x8')
  const tried = await page('a4-3x8&offset_x_mm=-1')
  t.equal(tried.statusCode, 200)
  const beginOf = async (pdf: Buffer) => {
    const { items } = await extractTextItems(await getDocumentProxy(new Uint8Array(pdf)))
    return items.flat().find(({ str }) => str.startsWith('Print at'))?.x ?? 0
  }
  const moved = (await beginOf(tried.rawPayload)) - (await beginOf(plain.rawPayload))
  t.equal(Math.round((moved / 72) * 25.4 * 10), -10, 'a millimetre to the left')
  for (const text of [plain, tried]) t.match((await pagesOf(text.rawPayload)).text[0], /50 40 30 20 10 .*offset_x_mm/)
  const refused = await page('x')
  t.equal(refused.statusCode, 400)
  t.equal(refused.headers['content-disposition'], undefined, 'a refusal is no file')
  t.equal((await page('a4-3x8&offset_x_mm=6')).statusCode, 400)
})
