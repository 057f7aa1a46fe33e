import { Transform, type TransformCallback } from 'node:stream'
import { createInflate, createInflateRaw, type Inflate, type InflateRaw } from 'node:zlib'

/** Whether a stream begins with a header of zlib (RFC 1950, 2.2): method 8, a window of at most 32 KiB. */
function isZlib(first: number): boolean {
  return (first & 0x0f) === 8 && first >> 4 <= 7
}

/**
 * Decodes "deflate", a stream with a header of zlib (RFC 9110, 8.4.1.2). Some servers leave the header out; the first
 * byte shows whether it is there.
 */
export class DeflateDecoder extends Transform {
  #inflate: Inflate | InflateRaw | undefined

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#inflate ??= this.#begin(chunk[0] ?? 0)
    this.#inflate.write(chunk, done)
  }

  override _flush(done: TransformCallback): void {
    if (this.#inflate) this.#inflate.once('end', () => done()).end()
    else done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#inflate?.destroy()
    done(error)
  }

  #begin(first: number): Inflate | InflateRaw {
    const inflate = isZlib(first) ? createInflate() : createInflateRaw()
    inflate.on('data', (data: Buffer) => {
      // The reader is slower: decoding pauses until it reads on.
      if (!this.push(data)) inflate.pause()
    })
    inflate.on('error', (error) => this.destroy(error))
    return inflate
  }

  override _read(size: number): void {
    this.#inflate?.resume()
    super._read(size)
  }
}
