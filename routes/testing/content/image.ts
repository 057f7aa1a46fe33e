import { createRequire } from 'node:module'

const WIDTH = 400
const HEIGHT = 100
const MARGIN = 10
const BACKGROUND = '#2478BD'
/** More would be drawn too small to be black anywhere. */
const MAX_CHARACTERS = 40

/** The font comes with the service, so that a text gives the same picture on every machine. */
const FONT_FILE = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Draws a text in black on a blue PNG of 400 × 100 pixels. The same text gives the same bytes. */
export async function drawImage(text: string): Promise<Buffer> {
  // Loaded when it is needed: only tests ever do.
  const { default: sharp } = await import('sharp')
  const background = sharp({ create: { width: WIDTH, height: HEIGHT, channels: 3, background: BACKGROUND } })
  const words = [...text].slice(0, MAX_CHARACTERS).join('').trim()
  if (words === '') return background.png().toBuffer()
  const label = await sharp({
    text: {
      text: `<span foreground="black">${words.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? '')}</span>`,
      font: 'DejaVu Sans',
      fontfile: FONT_FILE,
      width: WIDTH - 2 * MARGIN,
      height: HEIGHT - 2 * MARGIN,
      align: 'centre',
      rgba: true,
    },
  })
    .png()
    .toBuffer()
  return background
    .composite([{ input: label, gravity: 'centre' }])
    .removeAlpha()
    .png()
    .toBuffer()
}
