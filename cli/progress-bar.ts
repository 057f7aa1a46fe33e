const WIDTH = 24
const CLEAR = '\r\x1b[K'

/** Shows how far something is: a bar on a terminal, a line for each new text elsewhere. */
export function progressBar(say: (line: string) => void): {
  show: (text: string, value: number) => void
  clear: () => void
} {
  const isTerminal = process.stderr.isTTY
  let last = ''
  return {
    show(text, value) {
      if (isTerminal) {
        const done = Math.round(value * WIDTH)
        process.stderr.write(`${CLEAR}[${'#'.repeat(done)}${'.'.repeat(WIDTH - done)}] ${text}`)
      } else if (text !== last) say(text)
      last = text
    },
    clear() {
      if (isTerminal) process.stderr.write(CLEAR)
    },
  }
}
