interface LineWriter {
  write: (line: string) => unknown
}

function isLineWriter(value: unknown): value is LineWriter {
  return typeof value === 'object' && value !== null && 'write' in value && typeof value.write === 'function'
}

/** Where a pino logger writes to; it keeps that under a symbol of its own. */
function streamOf(logger: object | null): unknown {
  if (logger === null) return undefined
  const symbol = Object.getOwnPropertySymbols(logger).find(({ description }) => description === 'pino.stream')
  return symbol === undefined ? streamOf(Object.getPrototypeOf(logger)) : Reflect.get(logger, symbol)
}

/**
 * Has `onLine` told of each line that a logger and its children write, after it has been written. What `onLine` throws
 * never reaches whoever logs.
 *
 * @param logger a pino logger; another one has no lines.
 * @returns a function that detaches the tap.
 */
export function tapLog(logger: object, onLine: (line: string) => void): () => void {
  const stream = streamOf(logger)
  if (!isLineWriter(stream)) return () => {}
  const { write } = stream
  let isAttached = true

  const tapped = function tapped(this: unknown, line: string): unknown {
    const result: unknown = Reflect.apply(write, this, [line])
    if (isAttached) {
      try {
        onLine(line)
      } catch {
        // There is nobody to tell: logging it would come here again.
      }
    }
    return result
  }
  stream.write = tapped
  return () => {
    isAttached = false
    // Another tap may have been put on top of this one meanwhile.
    if (stream.write === tapped) stream.write = write
  }
}
