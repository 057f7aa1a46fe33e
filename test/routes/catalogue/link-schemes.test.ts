import type { InjectOptions } from 'fastify'
import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'

const app = await buildApp(t)
await addPart(app.db, 'PART')
const seller = await app.sellers.create({ name: 'Shop', website: 'shop.example' })

/** Every way in which a text becomes a link, and the name of its field. */
const WAYS: [string, (link: string) => InjectOptions][] = [
  ['website', (website) => ({ method: 'POST', url: '/api/sellers', payload: { name: website, website } })],
  ['website', (website) => ({ method: 'PUT', url: `/api/sellers/${seller.id}`, payload: { website } })],
  [
    'product_page',
    (link) => ({ method: 'POST', url: '/api/parts', payload: { description: 'x', product_page: link } }),
  ],
  ['product_page', (link) => ({ method: 'PUT', url: '/api/parts/PART', payload: { product_page: link } })],
  [
    'product_page',
    (link) => ({ method: 'POST', url: '/api/ai-parts/create', payload: { description: 'x', product_page: link } }),
  ],
  [
    'link',
    (link) => ({ method: 'POST', url: '/api/parts/PART/seller-links', payload: { seller_id: seller.id, link } }),
  ],
]

const everything = () =>
  app.db.query(`select (select json_agg(s order by id) from sellers s) as sellers,
    (select json_agg(p order by id) from parts p) as parts, (select json_agg(l) from part_sellers l) as links`)

t.test('an address that a click would run is refused, however it is written', async (t) => {
  const before = await everything()
  for (const link of [
    'javascript:alert(1)',
    'JavaScript:alert(1)',
    'javascript:1',
    'javascript:1/alert(1)',
    'javascript://shop.example/%0aalert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    ...[
      '\u00a0',
      '\u1680',
      '\u2003',
      '\u2028',
      '\u202f',
      '\u3000',
      '\u200b',
      '\u200f',
      '\u2060',
      '\ufeff',
      '\u00ad',
      '\u034f',
    ].flatMap((blank) => [`${blank}javascript:alert(1)`, ` ${blank} javascript:alert(1)`]),
    'java\u200bscript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    'javascript\r\n:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'data:text/html;base64,PHNjcmlwdD4=',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:https://shop.example/1',
    'ftp://shop.example/a',
    'view-source:https://shop.example',
    'intent://shop.example#Intent;end',
    'mailto:a@shop.example',
    'x:y',
  ]) {
    for (const [field, request] of WAYS) {
      const response = await app.inject(request(link))
      t.equal(response.statusCode, 400, `${field}: ${encodeURIComponent(link)}`)
      t.match(response.json(), {
        error: `${field} must begin with http:// or https://`,
        details: { field, errors: [{ field, message: 'must begin with http:// or https://' }] },
      })
    }
  }
  t.same(await everything(), before, 'nothing is stored')
})

t.test('web addresses and text without a scheme are stored as they are', async (t) => {
  for (const link of [
    'https://shop.example/a?b=c:d',
    'HTTP://shop.example',
    'shop.example',
    'shop.example:8080/x',
    'localhost:8080',
    '//shop.example/a',
    '/a/b:c',
    'the shop at the corner: 2nd floor',
    '#1: a',
    'a b:c',
  ]) {
    for (const [field, request] of WAYS.slice(0, 4)) {
      const response = await app.inject(request(link))
      t.ok(response.statusCode < 300, `${field}: ${link} ${response.body}`)
      t.equal(response.json()[field], link)
    }
  }
})

t.test('a seller that an import adds gets a guessed website rather than such an address', async (t) => {
  const added = await app.sellers.getOrCreateSeller('Imported', 'javascript:alert(1)')
  t.match(added.website, /^(https?:|[a-z.]+$)/)
})
