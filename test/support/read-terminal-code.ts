import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'

const BLOCKS = new Map([
  [' ', [false, false]],
  ['▀', [true, false]],
  ['▄', [false, true]],
  ['█', [true, true]],
])
/** Pixels of a module. */
const SCALE = 8

/** The rows of modules that lines of half blocks show; true is ink. */
function modulesOf(lines: readonly string[]): boolean[][] {
  return lines.flatMap((line) => {
    const cells = [...line].map((sign) => BLOCKS.get(sign) ?? [false, false])
    return [cells.map(([upper = false]) => upper), cells.map(([, lower = false]) => lower)]
  })
}

/**
 * Reads the QR code in the output of a terminal, as a phone that looks at it does.
 *
 * @param output what was written. Without colours, blocks are light on a dark ground.
 */
export async function readTerminalCode(output: string): Promise<string | undefined> {
  const hasColours = output.includes('\u001b[30;107m')
  const lines = output.split('\n').map((line) => stripVTControlCharacters(line))
  const drawn = lines.filter((line) => /^[ ▀▄█]{20,}$/.test(line))
  const modules = modulesOf(drawn)
  const [width, height] = [(modules[0]?.length ?? 0) * SCALE, modules.length * SCALE]
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isInk = modules[Math.floor(y / SCALE)]?.[Math.floor(x / SCALE)] ?? false
      const shade = isInk === hasColours ? 0 : 255
      data.set([shade, shade, shade, 255], (y * width + x) * 4)
    }
  }
  const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')))
  await prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer }, fireImmediately: true })
  const [found] = await readBarcodes({ data, width, height, colorSpace: 'srgb' }, { formats: ['QRCode'] })
  return found?.text
}
