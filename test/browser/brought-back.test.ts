import t from 'tap'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'

t.test('what does not come back with a part is said before and after', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const post = async (url: string, payload: object) => (await app.inject({ method: 'POST', url, payload })).json()
  /** A deleted part whose seller is gone as well. */
  const deletedPart = async (name: string): Promise<string> => {
    const { key } = await post('/api/parts', { description: name })
    const { id } = await post('/api/sellers', { name, website: 'https://example.com' })
    await post(`/api/parts/${key}/seller-links`, { seller_id: id, link: 'https://example.com/1' })
    await app.inject({ method: 'DELETE', url: `/api/parts/${key}` })
    t.equal((await app.inject({ method: 'DELETE', url: `/api/sellers/${id}` })).statusCode, 204)
    return key
  }
  const first = await deletedPart('Relay')
  const { page, problems } = await pages.open('/history')

  await t.test('by the dialog of the history', async (t) => {
    const dialog = page.getByRole('dialog')
    await page.getByRole('button', { name: 'Restore', exact: true }).click()
    await dialog.getByText('Not all of it comes back:').waitFor()
    await dialog.getByText('1 seller link: their sellers were deleted').waitFor()
    await dialog.getByRole('button', { name: 'Restore', exact: true }).click()
    await page.getByText('Taken back. Not all of it came back:').waitFor()
    await page.getByRole('alert').getByText('1 seller link: their sellers were deleted').waitFor()
    t.equal((await app.inject(`/api/parts/${first}`)).statusCode, 200)
  })
  t.strictSame(problems, [])

  await t.test('by the page of the part', async (t) => {
    const second = await deletedPart('Fuse')
    await page.goto(`${pages.url}/parts/${second}`)
    await page.getByRole('button', { name: `Bring ${second} back` }).click()
    await page.getByText(`${second} is back. Not all of it came back:`).waitFor()
    await page.getByText('1 seller link: their sellers were deleted').waitFor()
    t.equal((await app.inject(`/api/parts/${second}`)).statusCode, 200)
  })
})
