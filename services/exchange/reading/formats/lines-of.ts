const LINE_END = /\r\n|\r|\n/g

/** The lines of a text, one after another: all of a long one at once take more memory than the text. */
export function* linesOf(text: string): Generator<string> {
  let at = 0
  for (const { index, 0: end } of text.matchAll(LINE_END)) {
    yield text.slice(at, index)
    at = index + end.length
  }
  yield text.slice(at)
}
