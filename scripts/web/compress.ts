import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

/** Bytes below which a compressed file saves nothing. */
const LEAST = 1024

/** Writes a brotli form beside each text of a folder that gets smaller by it. */
export function compressFolder(folder: string): void {
  for (const file of globSync('**/*.{js,css,svg,json,wasm}', { cwd: folder })) {
    const path = join(folder, file)
    const content = readFileSync(path)
    if (content.length < LEAST) continue
    const small = brotliCompressSync(content, {
      params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length, [constants.BROTLI_PARAM_QUALITY]: 11 },
    })
    if (small.length < content.length) writeFileSync(`${path}.br`, small)
  }
}
