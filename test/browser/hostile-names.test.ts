import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { catalogueAnswer, partDetails } from '../support/part-details.ts'
import { pngOf } from '../support/pictures.ts'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'

const MARKUP = '<img src=x onerror="document.title=\'run\'"><script>document.title="run"</script>'
const NAMES = [
  MARKUP,
  `${'w'.repeat(9_990)} end`,
  '\u202etxet tfel-ot-thgir',
  '🧲 Ferrite 🧿 &amp; &lt;b&gt;',
  '{{7*7}}%24{7*7}%0a',
]

t.test('hostile names stay text everywhere', { skip: whyNoBrowser() }, async (t) => {
  const answer = join(t.testdir(), 'answer.json')
  const details = partDetails({
    product_name: MARKUP,
    manufacturer: MARKUP,
    package_type: NAMES[2] ?? null,
    tags: [MARKUP],
  })
  await writeFile(answer, JSON.stringify(catalogueAnswer({ analysis_result: details })))
  const pages = await startPages(t, { settings: { aiTestingMode: true, aiAnalysisCachePath: answer } })
  const { app } = pages
  const post = async (url: string, payload: object) => {
    const answer = await app.inject({ method: 'POST', url, payload })
    if (answer.statusCode >= 300) throw new Error(answer.body)
    return answer.json()
  }
  await post('/api/boxes', { description: MARKUP, capacity: 20 })
  const kit = (await post('/api/kits', { name: MARKUP, description: NAMES[2], build_target: 1 })).id
  const list = (await post('/api/shopping-lists', { name: MARKUP, description: NAMES[3] })).id
  const keys: string[] = []
  for (const [index, description] of NAMES.entries()) {
    const { key } = await post('/api/parts', {
      description,
      manufacturer_code: index === 0 ? MARKUP : `N${index}`,
      manufacturer: description.slice(0, 100),
      tags: [description.slice(0, 90)],
    })
    keys.push(key)
    await post(`/api/inventory/parts/${key}/stock`, { box_no: 1, loc_no: index + 1, qty: 5 })
    await post(`/api/kits/${kit}/contents`, { part_key: key, required_per_unit: 1 })
    await post(`/api/shopping-lists/${list}/lines`, { part_key: key, needed: 5 })
  }
  const { attachment_set_id: documents } = (await app.inject(`/api/parts/${keys[0]}`)).json()
  const form = new FormData()
  form.set('title', MARKUP)
  form.set('file', new File([await pngOf('#336699', 40)], `${MARKUP.slice(0, 60)}.png`, { type: 'image/png' }))
  const upload = new Response(form)
  const uploaded = await app.inject({
    method: 'POST',
    url: `/api/attachment-sets/${documents}/attachments`,
    headers: { 'content-type': upload.headers.get('content-type') ?? '' },
    payload: Buffer.from(await upload.arrayBuffer()),
  })
  t.equal(uploaded.statusCode, 201)
  const cells = NAMES.map((name, index) => `${name.replaceAll(/[\n,"]/g, ' ').slice(0, 2000)},${index + 1}`)
  const text = ['MPN,Qty', ...cells].join('\n')
  const imported = (await post('/api/imports', { text, file_name: `${MARKUP.slice(0, 60)}.csv`, kind: 'cart' })).id
  await until(async () => (await app.inject(`/api/imports/${imported}`)).json().status === 'proposed')
  const paths = [
    ['/', 'How full the boxes are'],
    ['/parts', '5 parts'],
    ...keys.map((key): [string, string] => [`/parts/${key}`, key]),
    ['/boxes', '15 free'],
    ['/boxes/1?slot=1', 'pieces here'],
    ['/kits', 'to build'],
    [`/kits/${kit}`, 'can be built now'],
    [`/shopping/${list}`, 'No seller yet'],
    ['/history', 'newest first'],
    ['/import', 'rows'],
    [`/import/${imported}`, 'Noticed in the file'],
    [`/import/${imported}?step=rows`, 'What will happen'],
    [`/labels?of=part:${keys[0]}`, 'Print 1 label'],
    // Not the number of a part, which would be found.
    [`/scan?code=${encodeURIComponent(`${MARKUP.slice(0, 55)}Q`)}`, 'Search all parts'],
    [`/new?number=${encodeURIComponent(MARKUP)}`, 'Then'],
    [`/parts?q=${encodeURIComponent(MARKUP)}`, 'part'],
  ] as const
  const { page, problems } = await pages.open('/')
  const look = async (what: string) => {
    t.notMatch(await page.title(), /^run$/, `${what}: nothing of it ran`)
    t.equal(await page.locator('img[src="x"]').count(), 0)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    t.equal(overflow, 0, `${what}: nothing hangs out at the side`)
  }
  for (const [path, text] of paths) {
    await page.goto(pages.url + path)
    await page.getByText(text).first().waitFor()
    await look(path.slice(0, 40))
  }
  await page.goto(`${pages.url}/new`)
  await page.getByRole('textbox', { name: 'Maker’s number', exact: true }).fill('X')
  await page.getByRole('button', { name: 'Fill in for me' }).click()
  await page.getByRole('button', { name: /^Accept \d fields$/ }).waitFor()
  await look('what a model has answered')
  t.strictSame(problems, [])
})
