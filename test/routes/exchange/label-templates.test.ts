import t, { type Test } from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'
import { metricValue } from '../../support/metric-value.ts'

const DRAWER = { id: 'drawer', name: 'Drawers', media: 'sheet', width_mm: 50, height_mm: 15 }

function start(t: Test, templates: unknown) {
  const text = typeof templates === 'string' ? templates : JSON.stringify(templates)
  return buildApp(t, { settings: { dataDir: t.testdir({ 'label-templates.json': text }) } })
}

t.test('templates of the operator stand beside those that the service brings', async (t) => {
  const app = await start(t, [
    { ...DRAWER, page_width_mm: 210, page_height_mm: 297, columns: 4, rows: 18, left_mm: 5, top_mm: 13.5 },
    { id: 'reel', name: 'Reels', media: 'roll', width_mm: 40, height_mm: 30 },
  ])
  await addPart(app.db, 'AAAA')
  const templates = (await app.inject('/api/labels/templates')).json()
  t.match(templates.at(-2), {
    id: 'drawer',
    media: 'sheet',
    width_mm: 50,
    height_mm: 15,
    page_width_mm: 210,
    columns: 4,
    rows: 18,
    kinds: ['part', 'location', 'box', 'kit', 'pick_list'],
  })
  t.match(templates.at(-1), { id: 'reel', page_width_mm: 40, page_height_mm: 30, columns: 1, rows: 1 })
  const own = () => metricValue('labels_rendered_total', { template: 'own' })
  const before = await own()
  const payload = { items: [{ kind: 'part', id: 'AAAA' }], template: 'drawer', start_at: 72, format: 'svg' }
  const answer = await app.inject({ method: 'POST', url: '/api/labels', payload })
  t.equal(answer.statusCode, 200)
  t.equal(await own(), before + 1)
})

t.test('the service does not start with templates that make no sense', async (t) => {
  for (const [templates, message] of [
    ['{', /label-templates\.json is no JSON/],
    [{}, /is no list of templates/],
    [[{ ...DRAWER, width_mm: 0 }], /is no list of templates: \/0\/width_mm/],
    [[{ ...DRAWER, colour: 'red' }], /is no list of templates/],
    [[DRAWER, DRAWER], /has the id drawer, which another template has/],
    [[{ ...DRAWER, id: 'a4-3x8' }], /has the id a4-3x8/],
    [[{ ...DRAWER, page_width_mm: 100, columns: 3 }], /the template drawer, whose labels do not fit/],
  ] as const) {
    await t.rejects(start(t, templates), { message }, JSON.stringify(templates))
  }
})
