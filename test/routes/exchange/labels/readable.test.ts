import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { addOddParts, drawing } from '../../../support/label-client.ts'
import { DENSITY, isWhiteOutside, printed, readCodes } from '../../../support/read-label.ts'

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
