import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { decodeMarkup } from '../../../plugins/media-types/decode-markup.ts'
import { DecoderUnavailableError } from './decoder-unavailable.ts'
import { UndecodableImageError } from './undecodable-image.ts'

/** Real drawings are far smaller. */
const MAX_BYTES = 2 * 2 ** 20
const TIME_LIMIT_MS = 5000
/** On a busy machine a process takes long to start. */
const START_LIMIT_MS = 20_000
/**
 * Limits of the process: kibibytes of memory, of which Node.js itself takes more than half, and seconds of processor
 * time. They also hold when this process has been killed, and for an embedded picture that unpacks to gigabytes.
 */
const LIMITS = 'ulimit -d 1048576; ulimit -t 10; exec "$0" "$@"'
const PROGRAM = fileURLToPath(new URL(`./drawing-process${extname(import.meta.url)}`, import.meta.url))
/** Signals that ended the process because it took too long: it is unknown whether the drawing is valid. */
const ENDED_FROM_OUTSIDE = new Set<unknown>(['SIGKILL', 'SIGXCPU', 'SIGTERM'])

/**
 * Converts the drawing to what the renderer accepts: UTF-8 with `<svg` near its beginning. In a valid drawing a long
 * comment or a namespace prefix can stand there instead.
 */
function normalise(svg: Buffer): string {
  const text = decodeMarkup(svg).replace(/^\s*<\?xml[\s\S]*?\?>/, '')
  return `<!-- a drawing, see below: <svg -->${text}`
}

function notStarted(cause: unknown): never {
  throw new DecoderUnavailableError('the process that draws could not be started', { cause })
}

/**
 * Starts the process that draws. Where no file can be opened any more it has no streams, and fails with the next tick.
 *
 * @throws DecoderUnavailableError.
 */
function startProcess(maxSide: number): ChildProcess {
  try {
    const child = spawn('/bin/sh', ['-c', LIMITS, process.execPath, PROGRAM, String(maxSide)], {
      env: {},
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    return child.on('error', () => {})
  } catch (cause) {
    return notStarted(cause)
  }
}

/** Reads what the process writes: one byte once it is ready, then the picture. */
async function readPicture(child: ChildProcess, timeLimitMs: number): Promise<{ isReady: boolean; picture: Buffer }> {
  const chunks: Buffer[] = []
  let timer = setTimeout(() => child.kill('SIGKILL'), START_LIMIT_MS)
  child.stdout?.on('data', (chunk: Buffer) => {
    if (chunks.length === 0) {
      clearTimeout(timer)
      timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs)
    }
    chunks.push(chunk)
  })
  try {
    await once(child, 'close')
  } finally {
    clearTimeout(timer)
  }
  return { isReady: chunks.length > 0, picture: Buffer.concat(chunks).subarray(1) }
}

/**
 * Renders an SVG in a process of its own: a small SVG can keep a renderer busy for hours, and only a process can be
 * ended. No file or URL that the drawing refers to is read: it has no base path, and the renderer has no network code.
 *
 * @param maxSide greatest width and height of the picture in pixels.
 * @param timeLimitMs how long it may take, once the process is ready.
 * @returns a PNG.
 * @throws UndecodableImageError when it cannot be drawn; DecoderUnavailableError when it took too long, or the process
 *   could not be started.
 */
export async function rasterizeDrawing(svg: Buffer, maxSide: number, timeLimitMs = TIME_LIMIT_MS): Promise<Buffer> {
  if (svg.length > MAX_BYTES) throw new UndecodableImageError('the drawing is too large')
  const input = normalise(svg)
  const child = startProcess(maxSide)
  // Somebody listens to the process before its input is touched: it may not have been started.
  const ended = readPicture(child, timeLimitMs)
  // A process that ends early does not read the whole input.
  child.stdin?.on('error', () => {}).end(input)
  const { isReady, picture } = await ended.catch(notStarted)
  if (child.exitCode === 0) return picture
  if (!isReady) throw new DecoderUnavailableError('the process that draws did not start')
  if (ENDED_FROM_OUTSIDE.has(child.signalCode))
    throw new DecoderUnavailableError('drawing it took too long', { tookTooLong: true })
  throw new UndecodableImageError('the drawing cannot be drawn')
}
