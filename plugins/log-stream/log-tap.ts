interface LineWriter {
  write: (line: string) => unknown
}

function isLineWriter(value: unknown): value is LineWriter {
  return typeof value === 'object' && value !== null && 'write' in value && typeof value.write === 'function'
}

/** The destination of a pino logger, which it keeps under a symbol. */
function streamOf(logger: object | null): unknown {
  if (logger === null) return undefined
  const symbol = Object.getOwnPropertySymbols(logger).find(({ description }) => description === 'pino.stream')
  return symbol === undefined ? streamOf(Object.getPrototypeOf(logger)) : Reflect.get(logger, symbol)
}

/**
 * Calls `onLine` with each line that a logger and its children write, after it has been written. Errors of `onLine` do
 * not reach the code that logs.
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
        // Logging the error would lead here again.
      }
    }
    return result
  }
  stream.write = tapped
  return () => {
    isAttached = false
    // Another tap may have been attached after this one.
    if (stream.write === tapped) stream.write = write
  }
}
