import t from 'tap'
import { buildApp } from '../../../support/build-app.ts'
import { scanClient } from '../../../support/scans/scan-client.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

t.test('a link of a shop with one path for all parts is told from others by its query', async (t) => {
  const app = await buildApp(t)
  const { sellers } = await addScanInventory(app)
  const { scan } = scanClient(app)
  const sellerId = sellers.get('Farnell') ?? 0
  const page = (words: string) => `https://www.farnell.com/search?st=${words}`
  for (let number = 0; number < 15; number += 1) {
    const { key } = await app.parts.create({ description: `Part ${number}` })
    await app.sellerLinks.create(key, { sellerId, link: page(`PART${number}`) })
  }
  await app.sellerLinks.create('FLUX', { sellerId, link: page('FL-88A') })
  const found = await scan(page('FL-88A'))
  t.strictSame(
    found.matches.map(({ part, reason }) => [part.key, reason]),
    [['FLUX', 'link']],
  )
  t.match((await scan(page('fl-88a'))).matches, [{ part: { key: 'FLUX' }, reason: 'link' }], 'in any case')
  t.strictSame((await scan(page('NOBODY-HAS-9'))).matches, [], 'that of another part is none of them')
  t.match((await scan(page('LM358BIDDFR'))).matches, [{ part: { key: 'OPAM' }, reason: 'number' }])
})

t.test('where the path names the part, another query is the same page', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  const { scan } = scanClient(app)
  const page = 'https://www.digikey.com/en/products/detail/yageo/RC0805FR-074K7L/727972'
  for (const query of ['', '?s=N4Ig', '?s=other']) {
    t.match((await scan(page + query)).matches, [{ part: { key: 'RESA' }, reason: 'link' }], query)
  }
})
