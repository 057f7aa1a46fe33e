import t from 'tap'
import { buildApp } from '../../support/build-app.ts'
import { addPart } from '../../support/inventory-rows.ts'

t.test('with the placeholder the icon comes from the service itself and no third party is told', async (t) => {
  const app = await buildApp(t, { settings: { sellerIconSource: 'placeholder' } })
  const payload = { name: 'Mouser', website: 'https://www.mouser.com' }
  const seller = (await app.inject({ method: 'POST', url: '/api/sellers', payload })).json()
  t.equal((await app.inject('/api/sellers')).json()[0].logo_url, seller.logo_url)

  await addPart(app.db, 'ICON')
  const link = await app.inject({
    method: 'POST',
    url: '/api/parts/ICON/seller-links',
    payload: { seller_id: seller.id, link: 'https://www.mouser.com/1' },
  })
  t.equal(link.json().logo_url, seller.logo_url)

  const icon = await app.inject(seller.logo_url)
  t.equal(icon.statusCode, 200)
  t.equal(icon.headers['content-type'], 'image/svg+xml')
  t.equal(icon.headers['x-content-type-options'], 'nosniff')
  t.match(icon.headers['content-security-policy'], /default-src 'none'.*sandbox/)
  t.match(icon.body, /^<svg .*<\/svg>$/)

  await app.db.query('update sellers set logo_s3_key = $1', [`cas/${'f'.repeat(64)}`])
  t.equal((await app.inject('/api/sellers')).json()[0].logo_url, `/api/cas/${'f'.repeat(64)}`)
})
