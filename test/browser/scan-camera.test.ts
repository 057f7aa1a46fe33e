import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import t from 'tap'
import { buildApp } from '../support/build-app.ts'
import { startBrowser, whyNoBrowser } from './chromium.ts'
import { PHONE } from './pages.ts'
import { fillSmallInventory } from './small-inventory.ts'

t.test('the camera reads the label of a part', { skip: whyNoBrowser() }, async (t) => {
  const app = await buildApp(t)
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  const { converter } = await fillSmallInventory(app)
  const payload = { items: [{ kind: 'part', id: converter }], template: 'roll-62x29', format: 'png' }
  const label = await app.inject({ method: 'POST', url: '/api/labels', payload })
  // A film of one picture, which the browser takes for its camera.
  const folder = await mkdtemp(join(tmpdir(), 'inventory-camera-'))
  t.teardown(() => rm(folder, { recursive: true }))
  const film = join(folder, 'camera.mjpeg')
  const size = { width: 640, height: 480, fit: 'contain', background: 'white' } as const
  await writeFile(film, await sharp(label.rawPayload).resize(size).jpeg({ quality: 90 }).toBuffer())

  const browser = await startBrowser(t, [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${film}`,
  ])
  const context = await browser.newContext({ viewport: PHONE, locale: 'en-GB', permissions: ['camera'] })
  const page = await context.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(String(error)))
  await page.goto(`${url}/scan`)
  await page.getByLabel('What the camera sees').waitFor()
  await page.getByText('Step-down converter').waitFor()
  t.match(page.url(), new RegExp(`code=${converter}`))
  await page.getByRole('button', { name: 'Turn the camera off' }).click()
  await page.getByRole('button', { name: 'Use the camera' }).waitFor()
  t.strictSame(problems, [])
})
