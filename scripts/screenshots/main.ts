import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { launchBrowser } from '../../test/browser/chromium.ts'
import { besideDemo } from './demo-service.ts'
import { fillPeople } from './people.ts'
import { PEOPLE_VIEWS, type View, viewsOf } from './views.ts'

const FOLDER = 'docs/pictures'
const VIEWPORT = { width: 1440, height: 900 }
/** Pixels. As wide as documents show them on a dense screen. */
const WIDTH = 1200
/** A repository is read over slow lines, too. */
const MOST_BYTES = 150_000

interface Seen {
  browser: Browser
  url: string
  /** Of a paired device, where people sign in. */
  cookie?: string
}

async function takePicture({ browser, url, cookie }: Seen, view: View, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'en-GB',
    colorScheme,
    reducedMotion: 'reduce',
    // What is waited for below is asked by a text, which the pages' policy does not let run.
    bypassCSP: true,
  })
  if (cookie !== undefined) {
    const [name = '', value = ''] = cookie.split('=')
    await context.addCookies([{ name, value, url, httpOnly: true, sameSite: 'Lax' }])
  }
  const page = await context.newPage()
  await page.goto(url + view.path)
  await page.getByText(view.text).first().waitFor()
  // Pictures of parts and charts come after the texts.
  await page.waitForFunction('[...document.images].every((image) => image.complete)')
  await page.waitForFunction("document.querySelector('.mantine-Skeleton-root') === null")
  const raw = await page.screenshot()
  await context.close()
  const small = await sharp(raw).resize({ width: WIDTH }).png({ palette: true, colours: 128, effort: 10 }).toBuffer()
  const name = `${view.name}-${colorScheme}.png`
  if (small.length > MOST_BYTES) throw new Error(`${name} has ${small.length} bytes, more than ${MOST_BYTES}`)
  await writeFile(join(FOLDER, name), small)
  console.log(`${name} ${Math.round(small.length / 1000)} kB`)
}

/** Names of pages on the command line; without any, all. */
const wanted = process.argv.slice(2)

async function takePictures(seen: Seen, views: readonly View[]): Promise<void> {
  for (const view of views) {
    if (wanted.length > 0 && !wanted.includes(view.name)) continue
    for (const scheme of ['light', 'dark'] as const) await takePicture(seen, view, scheme)
  }
}

await mkdir(FOLDER, { recursive: true })
const browser = await launchBrowser()
try {
  if (wanted.length === 0 || wanted.some((name) => !PEOPLE_VIEWS.some((view) => view.name === name))) {
    await besideDemo(async (url) => takePictures({ browser, url }, await viewsOf(url)))
  }
  if (wanted.length === 0 || PEOPLE_VIEWS.some(({ name }) => wanted.includes(name))) {
    // The address in the pictures is one that readers could have.
    const settings = { AUTH_MODE: 'own', BASEURL: 'http://parts.lab:3001' }
    await besideDemo(async (url, told) => {
      const code = /\/pair#(\S+)/.exec(told)?.[1] ?? ''
      await takePictures({ browser, url, cookie: await fillPeople(url, code) }, PEOPLE_VIEWS)
    }, settings)
  }
} finally {
  await browser.close()
}
