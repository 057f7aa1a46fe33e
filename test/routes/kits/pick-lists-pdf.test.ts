import t from 'tap'
import { extractText, getDocumentProxy } from 'unpdf'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit, jsonClient } from '../../support/kit-rows.ts'
import { sampleValue } from '../../support/sample-value.ts'

const value = async (name: string, labels = {}) => (await sampleValue(name, labels)) ?? 0

/** The reader tells the micro sign as the letter mu, which looks the same. */
async function readPages(pdf: Buffer): Promise<string[]> {
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)))
  return text.map((page) => page.replace(/\s+/g, ' ').replaceAll('μ', 'µ'))
}

t.test('the report lists what to fetch, box by box', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const boxes = [await addBox(app.db, 60, 'Drawer <left> & µ'), await addBox(app.db, 9, 'Shelf')]
  const contents = []
  for (let n = 0; n < 50; n++) {
    const part = await addPart(app.db, `P${String(n).padStart(3, '0')}`)
    await addStock(app.db, part, boxes[n === 0 ? 1 : 0] ?? 0, n + 1, 5)
    contents.push([part, 1] as const)
  }
  const long = 'Electrolytic capacitor 4700 µF 63 V radial low ESR long life'
  await app.db.query(`update parts set description = $1 where key = 'P001'`, [long])
  await app.db.query(`update parts set description = '10 kΩ ±1 %' where key = 'P002'`)
  const kit = await addKit(app, 'Clock <b>&amp;', contents)
  const list = (await send('POST', `/kits/${kit}/pick-lists`, { requested_units: 2 })).body
  await send('POST', `/pick-lists/${list.id}/lines/${list.lines[1].id}/pick`)
  const before = {
    generated: await value('pick_list_pdf_generated_total'),
    lines: await value('pick_list_pdf_line_count_sum'),
    boxes: await value('pick_list_pdf_box_count_sum'),
    seconds: await value('pick_list_pdf_generation_duration_seconds_count', { status: 'success' }),
    details: await value('pick_list_detail_requests_total'),
  }

  const response = await app.inject(`/api/pick-lists/${list.id}/pdf`)
  t.equal(response.statusCode, 200)
  t.match(response.headers, {
    'content-type': 'application/pdf',
    'content-disposition': `inline; filename="pick_list_${list.id}.pdf"`,
    'cache-control': 'no-cache',
  })
  t.equal(response.rawPayload.subarray(0, 5).toString(), '%PDF-')
  const doc = await getDocumentProxy(new Uint8Array(response.rawPayload))
  t.match(await doc.getMetadata(), { info: { Title: `Pick List ${list.id} - Clock <b>&amp;` } })
  t.same((await doc.getPage(1)).view, [0, 0, 612, 792])

  const [first = '', second = '', ...more] = await readPages(response.rawPayload)
  t.match(first, 'Pick List for Clock <b>&amp;')
  const created = list.created_at.slice(0, 10)
  t.match(first, `Pick List ID: ${list.id} | Created: ${created} | Status: Open | Units to Build: 2`)
  t.match(first, `#${boxes[0]} - Drawer <left> & µ Location Part ID Description Expected Actual Used`)
  t.match(first, `${boxes[0]}-2 P001 Electrolytic capacitor 4700 µF 63 V radial low ESR... 2 ____ ____`)
  t.match(first, `${boxes[0]}-3 P002 10 kΩ ±1 % 2 ____ ____`)
  t.match(first, 'Page 1 of 2')
  t.match(second, /^ ?Location Part ID Description/, 'the titles of the columns are repeated')
  t.match(second, `#${boxes[1]} - Shelf Location Part ID Description Expected Actual Used ${boxes[1]}-1 P000 Part P000`)
  t.match(second, 'Page 2 of 2')
  t.same(more, [], 'page numbers start no pages')

  t.equal((await value('pick_list_pdf_generated_total')) - before.generated, 1)
  t.equal((await value('pick_list_pdf_line_count_sum')) - before.lines, 50)
  t.equal((await value('pick_list_pdf_box_count_sum')) - before.boxes, 2)
  t.equal((await value('pick_list_pdf_generation_duration_seconds_count', { status: 'success' })) - before.seconds, 1)
  t.equal((await value('pick_list_detail_requests_total')) - before.details, 1)
})

t.test('a list without lines says so; an unknown one is not found', async (t) => {
  const app = await buildApp(t)
  const send = jsonClient(app)
  const kit = await addKit(app, 'Clock', [[await addPart(app.db, 'AAAA'), 1]])
  const handling = { requested_units: 1, shortfall_handling: { AAAA: { action: 'limit' } } }
  const { id } = (await send('POST', `/kits/${kit}/pick-lists`, handling)).body
  const [page, ...more] = await readPages((await app.inject(`/api/pick-lists/${id}/pdf`)).rawPayload)
  t.match(page, 'There is nothing to pick.')
  t.same(more, [])
  const before = await value('pick_list_pdf_generated_total')
  t.equal((await app.inject('/api/pick-lists/999/pdf')).statusCode, 404)
  t.equal(await value('pick_list_pdf_generated_total'), before)
})
