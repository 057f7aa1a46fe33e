import { readFile } from 'node:fs/promises'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { whyNoBrowser } from './chromium.ts'
import { startPages } from './pages.ts'

t.test('the page for who runs the service', { skip: whyNoBrowser() }, async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const before = await buildApp(t, { settings: { databaseUrl } })
  // A process that was killed has said nothing at its end, and another one has seen that.
  await before.db.query(`insert into process_runs (host, ended_at, clean) values ('killed', now(), false)`)
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

  await page.getByText('killed, or crashed').waitFor()
  await page.getByRole('link', { name: 'What to do' }).first().click()
  await page.waitForURL(/\/system\/runbooks#inventoryuncleanshutdown$/)
  const section = page.locator('section[data-here]')
  await section.getByRole('heading', { name: 'InventoryUncleanShutdown' }).waitFor()
  await section.getByText('A process before did not end in order').waitFor()
  const rules = [...(await readFile('ops/prometheus/rules/alerts.yml', 'utf8')).matchAll(/alert: (\w+)/g)]
  const runbooks = page.getByRole('navigation', { name: 'Alarms' }).getByRole('link')
  t.same(
    (await runbooks.allTextContents()).sort(),
    rules.map(([, alarm]) => alarm).sort(),
    'each alarm has its runbook',
  )
  await page.getByRole('textbox', { name: 'Find in the runbooks' }).fill('quota')
  await runbooks.filter({ hasText: 'InventoryDown' }).waitFor({ state: 'detached' })
  await runbooks.filter({ hasText: 'InventoryMouserQuotaLow' }).click()
  await page.waitForURL(/#inventorymouserquotalow$/)
  t.strictSame(problems, [])
})
