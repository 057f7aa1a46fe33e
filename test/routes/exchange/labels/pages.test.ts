import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addBox } from '../../../support/inventory-rows.ts'
import { addKit } from '../../../support/kit-rows.ts'
import { addOddParts, drawing, LONG_NUMBER } from '../../../support/label-client.ts'
import { metricValue } from '../../../support/metric-value.ts'
import { DENSITY, pagesOf, printed, readCodes } from '../../../support/read-label.ts'

t.test('labels as PDF have their texts whole, and exactly the size of the roll', async (t) => {
  const app = await buildApp(t)
  const box = await addOddParts(app)
  const kit = await addKit(app, 'Amplifier')
  const count = () => metricValue('labels_rendered_total', { template: 'roll-62x29' })
  const before = await count()
  const answer = await drawing(app, {
    items: [
      { kind: 'part', id: 'wide' },
      { kind: 'part', id: 'MWMW', copies: 2 },
      { kind: 'location', id: `${box}-3` },
      { kind: 'box', id: String(box) },
      { kind: 'kit', id: String(kit) },
    ],
    template: 'roll-62x29',
  })
  t.equal(answer.statusCode, 200)
  t.match(answer.headers, { 'content-type': 'application/pdf', 'content-disposition': 'inline; filename="labels.pdf"' })
  t.equal(await count(), before + 6)
  const { text, sizes } = await pagesOf(answer.rawPayload)
  t.strictSame(sizes, Array(6).fill([62, 29]))
  const [wide = '', odd = ''] = text
  for (const fact of ['WIDE', 'SOT-23-5', `${box}-3`, '4.7 kΩ', '±1 %', '100 µF', '25 V']) t.match(wide, fact)
  t.ok(wide.replace(/\s/g, '').includes(LONG_NUMBER), 'a long number is whole')
  t.match(odd, 'Ω-µ±°')
  t.match(text[3], `${box}-3`)
  t.match(text[4], 'Amplifiers & "more" <of them>')
  t.match(text[5], /Amplifier[\s\S]*Kit \d+/)
  t.match(answer.rawPayload.toString('latin1'), '/PrintScaling /None')
})

t.test('one page of many is drawn alone, with the number of all', async (t) => {
  const app = await buildApp(t)
  await addOddParts(app)
  const large = await addBox(app.db, 1000, 'Many')
  const items = [
    { kind: 'part', id: 'SHRT', copies: 20 },
    { kind: 'part', id: 'MWMW', copies: 30 },
  ]
  const sheets = { items, template: 'a4-3x8', start_at: 3, format: 'svg' }
  const read = async (page: number) => {
    const answer = await drawing(app, { ...sheets, page })
    t.equal(answer.statusCode, 200)
    t.equal(answer.headers['total-pages'], '3')
    return (await readCodes(await printed(answer.body, DENSITY))).sort()
  }
  const texts = (short: number, odd: number) => [...Array(odd).fill('MWMW'), ...Array(short).fill('SHRT')]
  t.strictSame(await read(1), texts(20, 2), 'the first two places are taken')
  t.strictSame(await read(2), texts(0, 24))
  t.strictSame(await read(3), texts(0, 4))
  const count = () => metricValue('labels_rendered_total', { template: 'a4-3x8' })
  const before = await count()
  await drawing(app, { ...sheets, page: 3 })
  t.equal(await count(), before + 4, 'only what is drawn is counted')
  t.match((await drawing(app, { ...sheets, page: 4 })).json(), { error: 'page must be at most 3' })

  const lid = { items: [{ kind: 'box', id: String(large) }], template: 'lid-a5', format: 'svg' }
  const last = await drawing(app, { ...lid, page: 31 })
  t.equal(last.statusCode, 200)
  t.equal(last.headers['total-pages'], '31')
  t.match((await drawing(app, { ...lid, page: 32 })).json(), { error: 'page must be at most 31' })
  const pdf = await drawing(app, { ...lid, format: 'pdf', page: 2 })
  t.equal((await pagesOf(pdf.rawPayload)).text.length, 1)
})

t.test('lids and inlays show what lies in a box', async (t) => {
  const app = await buildApp(t)
  const box = await addOddParts(app)
  const large = await addBox(app.db, 1000, 'Many')
  for (const template of ['lid-a5', 'inlay-a4']) {
    const small = await drawing(app, { items: [{ kind: 'box', id: String(box) }], template })
    const { text } = await pagesOf(small.rawPayload)
    t.equal(text.length, 1, template)
    t.match(text[0], /WIDE/)
    t.match(text[0], `Box ${box}`)
    const many = await drawing(app, { items: [{ kind: 'box', id: String(large) }], template })
    const pages = await pagesOf(many.rawPayload)
    t.ok(pages.text.length > 1, template)
    const text1000 = pages.text.join(' ')
    t.ok([1, 500, 1000].every((slot) => new RegExp(`\\b${slot}\\b`).test(text1000)))
    const svg = await drawing(app, { items: [{ kind: 'box', id: String(box) }], template, format: 'svg' })
    t.strictSame(await readCodes(await printed(svg.body, DENSITY)), [`/B/${box}`])
    const refused = await drawing(app, { items: [{ kind: 'box', id: String(large) }], template, format: 'png' })
    t.match(refused.json(), { error: /holds one page/, details: { field: 'format' } })
    t.equal(refused.statusCode, 400)
  }
})
