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
