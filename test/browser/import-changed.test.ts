import type { FastifyInstance } from 'fastify'
import t from 'tap'
import { until } from '../support/until.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'
import { fillSmallInventory, stockOf } from './small-inventory.ts'

async function read(app: FastifyInstance, id: number): Promise<{ status: string; summary: { errors: number } | null }> {
  return (await app.inject(`/api/imports/${id}`)).json()
}

t.test('a row that has changed meanwhile is taken as it is now, and written', { skip: whyNoBrowser() }, async (t) => {
  const pages = await startPages(t)
  const { app } = pages
  const { converter } = await fillSmallInventory(app)
  const payload = {
    text: `Part Key,Description,Quantity,Box Location\n${converter},Converter,40,2-12\n`,
    kind: 'parts_list',
  }
  const { id } = (await app.inject({ method: 'POST', url: '/api/imports', payload })).json()
  await until(async () => (await read(app, id)).status === 'proposed')
  const { page, problems } = await pages.open(`/import/${id}?step=rows`)
  const write = page.getByRole('button', { name: 'Import 1 row' })
  await write.waitFor()
  const added = { method: 'POST', url: `/api/inventory/parts/${converter}/stock` } as const
  t.equal((await app.inject({ ...added, payload: { box_no: 2, loc_no: 12, qty: 1 } })).statusCode, 201)
  await write.click()
  await page.getByText('Changed meanwhile').first().waitFor()
  await page.getByRole('button', { name: 'Take it as it is now' }).click()
  await until(async () => (await read(app, id)).summary?.errors === 0)
  await write.click()
  await page.getByText('Rows written').waitFor()
  t.strictSame(await stockOf(app, converter), { '2-12': 40 })
  t.strictSame(problems, [])
})
