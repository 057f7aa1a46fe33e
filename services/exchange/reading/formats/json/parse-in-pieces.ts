import { endOfText } from './end-of-text.ts'
import { parseExactly } from './parse-exactly.ts'

/**
 * Characters that are parsed at once. The limit of the memory of a thread is looked at between two steps of its program: one
 * call that takes far more than there is ends the whole process instead of the thread.
 */
const PIECE = 65_536
/** What JSON takes for blanks; `trim` takes more. */
const BLANKS = /^[\t\n\r ]*$/
const EDGES = /^[\t\n\r ]+|[\t\n\r ]+$/g

/**
 * The value of a JSON text, as `parseExactly` makes it. Its depth was looked at.
 *
 * @param most characters that are parsed at once.
 * @throws SyntaxError
 */
export function parseInPieces(text: string, most = PIECE): unknown {
  const json = text.replace(EDGES, '')
  if (json.length <= most) return parseExactly(json)
  if (json.startsWith('[')) return parseList(inside(json, ']'), most)
  if (json.startsWith('{')) return parseObject(inside(json, '}'), most)
  return parseExactly(json)
}

function inside(json: string, end: string): string {
  if (!json.endsWith(end)) throw new SyntaxError(`"${end}" is missing at the end`)
  return json.slice(1, -1)
}

function parseList(entries: string, most: number): unknown[] {
  const list: unknown[] = []
  if (BLANKS.test(entries)) return list
  let start = 0
  let last = 0
  const take = (end: number) => {
    const piece = entries.slice(start, end)
    if (piece.length > most) list.push(parseInPieces(piece, most))
    else if (BLANKS.test(piece)) throw new SyntaxError('An entry of a list is missing')
    else for (const each of parseSmallList(piece)) list.push(each)
    start = end + 1
  }
  for (const end of endsOfEntries(entries)) {
    // As many entries together as make a piece.
    if (end - start > most && last > start) take(last)
    if (end - start > most) take(end)
    last = end
  }
  if (start <= entries.length) take(entries.length)
  return list
}

function parseSmallList(entries: string): unknown[] {
  const list: unknown = parseExactly(`[${entries}]`)
  if (!Array.isArray(list)) throw new SyntaxError('A list is no list')
  return list
}

function parseObject(entries: string, most: number): object {
  const object = {}
  if (BLANKS.test(entries)) return object
  let start = 0
  for (const end of endsOfEntries(entries)) {
    const quote = entries.indexOf('"', start)
    const keyEnd = quote === -1 ? entries.length : endOfText(entries, quote) + 1
    const colon = entries.indexOf(':', keyEnd)
    const isPair = colon !== -1 && colon < end && BLANKS.test(entries.slice(keyEnd, colon))
    if (!isPair || !BLANKS.test(entries.slice(start, quote))) throw new SyntaxError('A key of an object is missing')
    const key: unknown = JSON.parse(entries.slice(quote, keyEnd))
    // An assignment would take `__proto__` for something else than a key.
    Object.defineProperty(object, String(key), {
      value: parseInPieces(entries.slice(colon + 1, end), most),
      configurable: true,
      enumerable: true,
      writable: true,
    })
    start = end + 1
  }
  return object
}

/** The places of the commas between entries, and the end of the last entry. */
function* endsOfEntries(entries: string): Generator<number, void> {
  let depth = 0
  for (let at = 0; at < entries.length; at++) {
    const letter = entries[at]
    if (letter === '"') at = endOfText(entries, at)
    else if (letter === '[' || letter === '{') depth++
    else if (letter === ']' || letter === '}') depth--
    else if (letter === ',' && depth === 0) yield at
    if (depth < 0) throw new SyntaxError('There is more than one value')
  }
  yield entries.length
}
