import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'

t.test('the page for who runs the service', { skip: whyNoBrowser() }, async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const before = await buildApp(t, { settings: { databaseUrl } })
  await before.close()
  const { open, app } = await startPages(t, { settings: { databaseUrl, aiDailyTokenLimit: 1000 } })
  await buildApp(t, { settings: { databaseUrl } })
  const { version }: { version: string } = (await app.inject('/api/system')).json().replicas[0]
  const { page, problems } = await open('/system')

  await page.getByText('Ready', { exact: true }).waitFor()
  await page.getByText(new RegExp(`^Version ${version.replaceAll('.', '\\.')}, 2 replicas, up for`)).waitFor()
  await page.getByText('this one').waitFor()
  await page.getByRole('heading', { name: /Replicas all of one version/ }).waitFor()
  await page.getByText(/^clean, in /).waitFor()
  await page.getByText(/PostgreSQL \d+/).waitFor()
  await page.getByText(/free of \d/).waitFor()
  await page.getByText('AI tokens today').waitFor()
  await page.getByText('95 % under').waitFor()
  t.strictSame(problems, [])
})
