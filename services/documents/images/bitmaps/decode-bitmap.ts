import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { DecoderUnavailableError } from '../decoder-unavailable.ts'
import type { RawPicture } from '../raw-picture.ts'
import { UndecodableImageError } from '../undecodable-image.ts'

const PROGRAM = new URL(`./bitmap-worker${extname(import.meta.url)}`, import.meta.url)
const ICON = 'image/vnd.microsoft.icon'
const TIME_LIMIT_MS = 20_000

type Answer = { decoded: Uint8Array | RawPicture } | { reason: string }

/**
 * Decodes a bitmap (BMP) or a Windows icon in a worker thread: the library that decodes the other formats supports neither.
 *
 * @returns the pixels, or a PNG file.
 * @throws UndecodableImageError when it is damaged, too large or of an unusual kind; DecoderUnavailableError.
 */
export async function decodeBitmap(bytes: Buffer, type: string): Promise<Buffer | RawPicture> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS)
  let worker: Worker | null = null
  try {
    // Without the arguments of Node.js: they may apply to the main program only.
    worker = new Worker(PROGRAM, { workerData: { bytes, isIcon: type === ICON }, argv: [] })
    // It may fail while it is being ended, when nobody waits for it any more.
    worker.on('error', () => {})
    const [answer]: Answer[] = await once(worker, 'message', { signal })
    if (answer === undefined) throw new Error('no answer')
    if ('reason' in answer) throw new UndecodableImageError(answer.reason)
    return answer.decoded instanceof Uint8Array ? Buffer.from(answer.decoded) : answer.decoded
  } catch (cause) {
    if (cause instanceof UndecodableImageError) throw cause
    throw new DecoderUnavailableError('the decoder of bitmaps did not answer', { cause })
  } finally {
    await worker?.terminate()
  }
}
