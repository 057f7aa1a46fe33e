import type { FastifyInstance } from 'fastify'
import sharp from 'sharp'
import t from 'tap'
import { extractText, getDocumentProxy } from 'unpdf'
import { buildApp } from '../../support/build-app.ts'
import { addBox, addPart, addStock } from '../../support/inventory-rows.ts'
import { addKit } from '../../support/kit-rows.ts'
import { metricValue } from '../../support/metric-value.ts'
import { isWhiteOutside, printed, readCodes } from '../../support/read-label.ts'

interface Template {
  id: string
  media: string
  width_mm: number
  height_mm: number | null
  page_width_mm: number
  page_height_mm: number | null
  columns: number
  rows: number
  kinds: string[]
}

/** The printer with the fewest dots that people have. */
const DENSITY = 203
const LONG_NUMBER = 'ADSP-BF609BBCZ-5-EVALUATION-BOARD-WITH-A-VERY-LONG-ORDERING-NUMBER-0123456789'

/** Parts that are hard to print. @returns the box that one of them lies in. */
async function addOddParts(app: FastifyInstance): Promise<number> {
  for (const [key, description, number] of [
    [
      'WIDE',
      'Low-noise precision operational amplifier, rail-to-rail output, 4.7 kΩ ±1 % 100 µF 25 V −40 … +85 °C',
      LONG_NUMBER,
    ],
    ['MWMW', 'مقاومة كهربائية 抵抗器 резистор Ω µ ± °', 'Ω-µ±°'],
    ['SHRT', 'x', null],
  ] as const) {
    await addPart(app.db, key)
    await app.db.query('update parts set description = $2, manufacturer_code = $3, package = $4 where key = $1', [
      key,
      description,
      number,
      key === 'WIDE' ? 'SOT-23-5' : null,
    ])
  }
  const box = await addBox(app.db, 12, 'Amplifiers & "more" <of them>')
  const [part] = await app.db.query<{ id: number }>(`select id from parts where key = 'WIDE'`)
  await addStock(app.db, part?.id ?? 0, box, 3, 5)
  return box
}

function drawing(app: FastifyInstance, body: object) {
  return app.inject({ method: 'POST', url: '/api/labels', payload: body })
}

async function pagesOf(pdf: Buffer): Promise<{ text: string[]; sizes: number[][] }> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text } = await extractText(document)
  const sizes = []
  for (let page = 1; page <= document.numPages; page++) {
    const [, , width = 0, height = 0] = (await document.getPage(page)).view
    sizes.push([Math.round((width / 72) * 254) / 10, Math.round((height / 72) * 254) / 10])
  }
  return { text: text.map((page) => page.replace(/\s+/g, ' ').replaceAll('μ', 'µ')), sizes }
}

/** Where the label with this place on its sheet lies, in shares of the page, less what printers may be off. */
function insideOf({ page_width_mm: width, page_height_mm: height }: Template, [x, y, w, h]: number[], edge: number) {
  const page = height ?? h ?? 0
  const [left = 0, top = 0, own = 0, high = 0] = [x, y, w, h]
  return [(left + edge) / width, (top + edge) / page, (left + own - edge) / width, (top + high - edge) / page] as const
}

for (const [baseurl, code, keys] of [
  ['http://localhost:3000', (key: string) => key, ['SHRT']],
  ['https://inventory.example.org', (key: string) => `HTTPS://INVENTORY.EXAMPLE.ORG/P/${key}`, ['WIDE', 'MWMW']],
] as const) {
  t.test(`every template can be read again, for ${baseurl}`, async (t) => {
    const app = await buildApp(t, { settings: { baseurl } })
    await addOddParts(app)
    const templates: Template[] = (await app.inject('/api/labels/templates')).json()
    for (const template of templates.filter(({ kinds }) => kinds.includes('part'))) {
      for (const key of keys) {
        const answer = await drawing(app, { items: [{ kind: 'part', id: key }], template: template.id, format: 'svg' })
        t.equal(answer.statusCode, 200, template.id)
        const dots = await printed(answer.body, DENSITY)
        t.strictSame(await readCodes(dots), [code(key)], `${key} on ${template.id}`)
        // Where the first label begins is not told; its right and lower edges are seen by labels that end at the page.
        const edge = template.media === 'sheet' ? 1.4 : 0.9
        const whole = [0, 0, template.page_width_mm, template.page_height_mm ?? 29]
        t.ok(isWhiteOutside(dots, insideOf(template, whole, edge)), `${key} keeps off the edges of ${template.id}`)
      }
    }
  })
}

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

t.test('sheets are filled from the first free label, and printers are corrected', async (t) => {
  const app = await buildApp(t)
  await addOddParts(app)
  const items = [{ kind: 'part', id: 'SHRT', copies: 25 }]
  const sheets = await drawing(app, { items, template: 'a4-3x8', start_at: 24 })
  const { sizes } = await pagesOf(sheets.rawPayload)
  t.strictSame(sizes, [
    [210, 297],
    [210, 297],
  ])
  const one = { items: [{ kind: 'part', id: 'SHRT' }], template: 'a4-3x8', format: 'svg', start_at: 5 }
  const fifth = await printed((await drawing(app, one)).body, DENSITY)
  const area = (x: number, y: number) => [x / 210, y / 297, (x + 67) / 210, (y + 34) / 297] as const
  t.ok(
    isWhiteOutside(fifth, area(71.5, 0.5 + 37 + 1.5)),
    'the second label of the second row, and nothing near its edge',
  )
  const moved = await printed((await drawing(app, { ...one, offset_x_mm: 3, offset_y_mm: -2 })).body, DENSITY)
  t.ok(isWhiteOutside(moved, area(74.5, 0.5 + 37 + 1.5 - 2)))
  t.notOk(moved.data.equals(fifth.data))
  t.strictSame(await readCodes(moved), ['SHRT'])

  const png = await drawing(app, { ...one, format: 'png' })
  t.equal(png.headers['content-type'], 'image/png')
  t.match(await sharp(png.rawPayload).metadata(), { width: 2480, height: 3508 })
  const calibration = await app.inject('/api/labels/calibration?template=letter-4x20')
  t.equal(calibration.headers['content-type'], 'application/pdf')
  t.match((await pagesOf(calibration.rawPayload)).text[0], /offset_x_mm/)
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
})

t.test('templates tell where their labels lie', async (t) => {
  const app = await buildApp(t)
  const templates: Record<string, unknown>[] = (await app.inject('/api/labels/templates')).json()
  t.match(
    templates.find(({ id }) => id === 'a4-5x13'),
    { left_mm: 4.75, top_mm: 10.7, pitch_x_mm: 40.6, pitch_y_mm: 21.2 },
  )
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
  t.equal((await app.inject('/api/labels/calibration?template=x')).statusCode, 400)
})

t.test('labels wait in a queue', async (t) => {
  const app = await buildApp(t)
  const send = (method: 'GET' | 'POST' | 'DELETE', path = '', payload?: object) =>
    app.inject({ method, url: `/api/label-queue${path}`, ...(payload && { payload }) })
  const added = await send('POST', '', {
    items: [
      { kind: 'part', id: 'aaaa', copies: 3 },
      { kind: 'location', id: '7-12' },
    ],
  })
  t.equal(added.statusCode, 201)
  const queue = (await send('GET')).json()
  t.strictSame(queue, added.json())
  t.match(queue, [
    { kind: 'part', id: 'AAAA', copies: 3 },
    { kind: 'location', id: '7-12', copies: 1 },
  ])
  t.equal((await send('POST', '', { items: [{ kind: 'part', id: 'AAAA', copies: 997 }] })).statusCode, 409)
  t.equal((await send('POST', '', { items: [{ kind: 'kit', id: 'x' }] })).statusCode, 400)
  t.equal((await send('DELETE', `/${queue[0].queue_item_id}`)).statusCode, 204)
  t.equal((await send('DELETE', `/${queue[0].queue_item_id}`)).statusCode, 404)
  t.equal((await send('GET')).json().length, 1)
  t.equal((await send('DELETE')).statusCode, 204)
  t.strictSame((await send('GET')).json(), [])
})

t.test('labels that wait tell what they are for, and can be changed', async (t) => {
  const app = await buildApp(t)
  const box = await addOddParts(app)
  const kit = await addKit(app, 'Amplifier')
  const send = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path = '', payload?: object) =>
    app.inject({ method, url: `/api/label-queue${path}`, ...(payload && { payload }) })
  const items = [
    { kind: 'part', id: 'WIDE' },
    { kind: 'part', id: 'ZZZZ' },
    { kind: 'location', id: `${box}-3` },
    { kind: 'location', id: `${box}-99999` },
    { kind: 'box', id: String(box) },
    { kind: 'kit', id: String(kit) },
    { kind: 'pick_list', id: '999' },
  ]
  const added = (await send('POST', '', { items })).json()
  t.match(added, [
    { id: 'WIDE', name: /^Low-noise precision/, place: `${box}-3`, cover_url: null },
    { id: 'ZZZZ', name: null, place: null },
    { name: 'Amplifiers & "more" <of them>', place: null },
    { name: null },
    { name: 'Amplifiers & "more" <of them>' },
    { name: 'Amplifier' },
    { name: null },
  ])
  t.strictSame((await send('GET')).json(), added)

  const [first, second, third] = added.map(({ queue_item_id }: { queue_item_id: number }) => queue_item_id)
  const changed = await send('PATCH', `/${first}`, { copies: 5 })
  t.equal(changed.statusCode, 200)
  t.strictSame(changed.json(), { ...added[0], copies: 5 })
  t.equal((await send('PATCH', `/${first}`, { copies: 995 })).statusCode, 409, 'no more than one file holds')
  t.equal((await send('PATCH', `/${first}`, { copies: 0 })).statusCode, 400)
  t.equal((await send('PATCH', '/999999', { copies: 1 })).statusCode, 404)
  t.equal((await send('GET')).json()[0].copies, 5)

  t.equal((await send('DELETE', `?queue_item_ids=${first},${third},999999`)).statusCode, 204)
  const left: { queue_item_id: number }[] = (await send('GET')).json()
  t.equal(left.length, 5)
  t.equal(left[0]?.queue_item_id, second, 'what is not named stays')
  t.equal((await send('DELETE', '?queue_item_ids=1,x')).statusCode, 400)
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
    ['/k/5', '/kits/5', '/api/kits/5'],
    ['/PL/9', '/pick/9', '/api/pick-lists/9'],
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
