import t from 'tap'
import { extractTextItems, getDocumentProxy } from 'unpdf'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'

const CAPACITIES = [1, 11, 100, 1000]
const POINTS = 72 / 25.4
/** Nothing is nearer to the edge of a page, in points. */
const EDGE = 5 * POINTS
/** Letters reach below the line that they stand on. */
const DEPTH = 1 * POINTS

t.test('lids and inlays of boxes of every size name each slot once, within their pages', async (t) => {
  const app = await buildApp(t)
  const long = await addPart(app.db, 'LONG')
  await app.db.query(`update parts set description = $1 where key = 'LONG'`, ['مقاومة Ω very long '.repeat(40)])
  for (const capacity of CAPACITIES) {
    const box = await addBox(app.db, capacity, `Box of ${capacity} ${'with a long name '.repeat(8)}`)
    await addStock(app.db, long, box, capacity, 2_000_000_000)
    for (const template of ['lid-a5', 'inlay-a4']) {
      const payload = { items: [{ kind: 'box', id: String(box) }], template }
      const answer = await app.inject({ method: 'POST', url: '/api/labels', payload })
      t.equal(answer.statusCode, 200, `${template} of ${capacity}`)
      const document = await getDocumentProxy(new Uint8Array(answer.rawPayload))
      const { items } = await extractTextItems(document)
      const slots: number[] = []
      const outside: string[] = []
      for (const [place, page] of items.entries()) {
        const [, , width = 0, height = 0] = (await document.getPage(place + 1)).view
        for (const { str, x, y, width: wide, fontSize } of page) {
          if (str.trim() === '') continue
          const isInside = x >= EDGE && x + wide <= width - EDGE && y - DEPTH >= EDGE && y + fontSize <= height - EDGE
          if (!isInside) outside.push(`${str} at ${x}, ${y}`)
          // The number of the box stands in the head, the number of a page as "1 / 2".
          if (/^\d+$/.test(str.trim())) slots.push(Number(str))
        }
      }
      t.strictSame(outside, [], `${template} of ${capacity} keeps within its pages`)
      const expected = Array.from({ length: capacity }, (_, slot) => slot + 1)
      t.strictSame(
        slots.sort((a, b) => a - b),
        expected,
        `${template} of ${capacity} has every slot once`,
      )
    }
  }
})

t.test('more lids than anybody prints at once are refused before they are drawn', async (t) => {
  const app = await buildApp(t)
  const box = await addBox(app.db, 1000)
  const small = await addBox(app.db, 1)
  const send = (items: object[]) =>
    app.inject({ method: 'POST', url: '/api/labels', payload: { items, template: 'lid-a5' } })
  const many = await send([{ kind: 'box', id: String(box), copies: 1000 }])
  t.match(many, { statusCode: 400, body: /fill 1000000 lines, .*; at most 20000 are drawn at once/ })
  const most = [
    { kind: 'box', id: String(box), copies: 20 },
    { kind: 'box', id: String(small), copies: 1 },
  ]
  t.equal((await send(most)).statusCode, 400)
  const drawn = await send(most.slice(0, 1))
  t.equal(drawn.statusCode, 200, drawn.statusCode === 200 ? '' : drawn.body)
  t.equal((await getDocumentProxy(new Uint8Array(drawn.rawPayload))).numPages % 20, 0)
})
