import sharp from 'sharp'
import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addOddParts, drawing } from '../../../support/label-client.ts'
import { DENSITY, isWhiteOutside, pagesOf, printed, readCodes } from '../../../support/read-label.ts'

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

t.test('templates tell where their labels lie', async (t) => {
  const app = await buildApp(t)
  const templates: Record<string, unknown>[] = (await app.inject('/api/labels/templates')).json()
  t.match(
    templates.find(({ id }) => id === 'a4-5x13'),
    { left_mm: 4.75, top_mm: 10.7, pitch_x_mm: 40.6, pitch_y_mm: 21.2 },
  )
})

t.test('every code of a full sheet can be read, with a long address too', async (t) => {
  const app = await buildApp(t, { settings: { baseurl: 'https://parts.example.com/tools/inv' } })
  await addOddParts(app)
  for (const [template, count] of [
    ['letter-4x20', 80],
    ['a4-5x13', 65],
  ] as const) {
    const items = [{ kind: 'part', id: 'WIDE', copies: count }]
    const sheet = await printed((await drawing(app, { items, template, format: 'svg' })).body, DENSITY)
    const codes = await readCodes(sheet)
    t.equal(codes.length, count, template)
    t.equal(new Set(codes).size, 1)
    t.match(codes[0], /WIDE$/)
  }
})
