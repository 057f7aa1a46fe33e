import t from 'tap'
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
  const pages = await startPages(t)
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
  const paths = [
    ['/', 'How full the boxes are'],
    ['/parts', '5 parts'],
    ...keys.map((key): [string, string] => [`/parts/${key}`, key]),
    ['/boxes', '15 free'],
    ['/boxes/1?slot=1', 'pieces here'],
    ['/kits', 'to build'],
    [`/kits/${kit}`, 'can be built now'],
    [`/shopping/${list}`, 'No seller yet'],
    [`/new?number=${encodeURIComponent(MARKUP)}`, 'Then'],
    [`/parts?q=${encodeURIComponent(MARKUP)}`, 'part'],
  ] as const
  const { page, problems } = await pages.open('/')
  for (const [path, text] of paths) {
    await page.goto(pages.url + path)
    await page.getByText(text).first().waitFor()
    t.notMatch(await page.title(), /^run$/, `${path.slice(0, 40)}: nothing of it ran`)
    t.equal(await page.locator('img[src="x"]').count(), 0)
    const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')
    t.equal(overflow, 0, `${path.slice(0, 40)}: nothing hangs out at the side`)
  }
  t.strictSame(problems, [])
})
