import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import sharp from 'sharp'
import { launchBrowser } from '../../test/browser/chromium.ts'
import { besideDemo } from './demo-service.ts'
import { type View, viewsOf } from './views.ts'

const FOLDER = 'docs/pictures'
const VIEWPORT = { width: 1440, height: 900 }
/** Pixels. As wide as documents show them on a dense screen. */
const WIDTH = 1200
/** A repository is read over slow lines, too. */
const MOST_BYTES = 150_000

async function takePicture(browser: Browser, url: string, view: View, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await browser.newContext({
    viewport: VIEWPORT,
    locale: 'en-GB',
    colorScheme,
    reducedMotion: 'reduce',
    // What is waited for below is asked by a text, which the pages' policy does not let run.
    bypassCSP: true,
  })
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

await mkdir(FOLDER, { recursive: true })
await besideDemo(async (url) => {
  const browser = await launchBrowser()
  try {
    for (const view of await viewsOf(url)) {
      if (wanted.length > 0 && !wanted.includes(view.name)) continue
      for (const scheme of ['light', 'dark'] as const) await takePicture(browser, url, view, scheme)
    }
  } finally {
    await browser.close()
  }
})
