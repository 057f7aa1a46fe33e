import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader'
import program from 'zxing-wasm/reader/zxing_reader.wasm?url'

/** A code in a picture, with its corners in the picture's own pixels. */
export interface SeenCode {
  text: string
  corners: { x: number; y: number }[]
}

const OPTIONS: ReaderOptions = {
  // Those of bags, of products, and of our own labels.
  formats: ['DataMatrix', 'QRCode', 'PDF417', 'Aztec', 'Code128', 'Code39', 'EAN13', 'EAN8', 'UPCA', 'UPCE', 'ITF'],
  tryHarder: true,
  maxNumberOfSymbols: 1,
  // Separators of fields stay the characters that they are.
  textMode: 'Plain',
}

// By default it would come from another origin.
prepareZXingModule({
  overrides: { locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? program : folder + path) },
})

/** Finds a code in a picture; null when there is none. */
export async function decode(picture: Blob | ImageData): Promise<SeenCode | null> {
  const [found] = await readBarcodes(picture, OPTIONS)
  if (found === undefined || !found.isValid || found.text === '') return null
  const { topLeft, topRight, bottomRight, bottomLeft } = found.position
  return { text: found.text, corners: [topLeft, topRight, bottomRight, bottomLeft] }
}
