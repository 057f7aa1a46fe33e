import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { extractText, getDocumentProxy } from 'unpdf'
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'

// The decoder would fetch its program from the network.
const wasmBinary = readFileSync(new URL(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasmBinary).buffer }, fireImmediately: true })

/** The dots of a picture, each from 0, black, to 255. */
export interface Dots {
  data: Buffer
  width: number
  height: number
}

/** The printer with the fewest dots that people have. */
export const DENSITY = 203

/** Prints a drawing in SVG as a printer with so many dots an inch does. */
export async function printed(svg: string, density: number): Promise<Dots> {
  // The library takes a picture without a unit of length as one of 72 dots an inch.
  const sized = svg.replace(/="([\d.]+)mm"/g, (_, millimetres: string) => `="${(Number(millimetres) / 25.4) * 72}"`)
  const { data, info } = await sharp(Buffer.from(sized), { density })
    .flatten({ background: 'white' })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height }
}

/** What labels are printed with. A reader that looks for all that there is takes twice as long. */
const FORMATS: NonNullable<ReaderOptions['formats']> = ['DataMatrix', 'QRCode']

/** The texts of all codes in a picture. */
export async function readCodes({ data, width, height }: Dots): Promise<string[]> {
  // The dots as they are, behind the head of a PGM file: nothing has to be packed and unpacked.
  const picture = Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), data])
  const codes = await readBarcodes(picture, {
    tryHarder: true,
    maxNumberOfSymbols: 200,
    formats: FORMATS,
  })
  return codes.map(({ text }) => text)
}

/** Whether all dots outside of a rectangle, in shares of the picture, are white. */
export function isWhiteOutside(
  dots: Dots,
  [left, top, right, bottom]: readonly [number, number, number, number],
): boolean {
  const { data, width, height } = dots
  for (let y = 0; y < height; y++) {
    const isRow = y >= Math.floor(top * height) && y < Math.ceil(bottom * height)
    for (let x = 0; x < width; x++) {
      const isInside = isRow && x >= Math.floor(left * width) && x < Math.ceil(right * width)
      if (!isInside && (data[y * width + x] ?? 0) < 200) return false
    }
  }
  return true
}

/** The texts of the pages of a PDF, and their widths and heights in millimetres. */
export async function pagesOf(pdf: Buffer): Promise<{ text: string[]; sizes: number[][] }> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const { text } = await extractText(document)
  const sizes = []
  for (let page = 1; page <= document.numPages; page++) {
    const [, , width = 0, height = 0] = (await document.getPage(page)).view
    sizes.push([Math.round((width / 72) * 254) / 10, Math.round((height / 72) * 254) / 10])
  }
  return { text: text.map((page) => page.replace(/\s+/g, ' ').replaceAll('μ', 'µ')), sizes }
}
