import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { extname } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { UndecodableImageError } from './undecodable-image.ts'

/** Drawings of things are small. */
const MAX_BYTES = 2 * 2 ** 20
const TIME_LIMIT_MS = 5000
/**
 * The process ends itself where nobody is left to end it, and a picture within the drawing that unpacks to gigabytes
 * gets no memory for that: kibibytes, of which Node.js takes more than half for itself, and seconds of processor time.
 */
const LIMITS = 'ulimit -d 1048576; ulimit -t 10; exec "$0" "$@"'
const PROGRAM = fileURLToPath(new URL(`./drawing-process${extname(import.meta.url)}`, import.meta.url))

/**
 * Draws an SVG in a process of its own: a few bytes of one can keep a renderer busy for hours, and only a process can be
 * ended. Nothing that the drawing refers to is read: it has no place of its own, and its renderer knows no network.
 *
 * @param maxSide greatest width and height of the picture in pixels.
 * @param timeLimitMs how long it may take.
 * @returns a PNG.
 * @throws UndecodableImageError when it cannot be drawn in time.
 */
export async function rasterizeDrawing(svg: Buffer, maxSide: number, timeLimitMs = TIME_LIMIT_MS): Promise<Buffer> {
  if (svg.length > MAX_BYTES) throw new UndecodableImageError('the drawing is too large')
  const child = spawn('/bin/sh', ['-c', LIMITS, process.execPath, PROGRAM, String(maxSide)], {
    env: {},
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  })
  // A process that ends early does not read all of it.
  child.stdin.on('error', () => {}).end(svg)
  const [picture, [code]] = await Promise.all([buffer(child.stdout), once(child, 'exit')])
  if (code !== 0) throw new UndecodableImageError('the drawing cannot be drawn')
  return picture
}
