import { FileError } from '../../failure.ts'
import { MAX_JSON_DEPTH, MAX_JSON_KEYS, MAX_JSON_VALUES, MAX_LINE, MAX_ROWS } from '../../limits.ts'
import { endOfText } from './end-of-text.ts'

const QUOTE = 0x22
const COMMA = 0x2c
const LIST = 0x5b
const LIST_END = 0x5d
const OBJECT = 0x7b
const OBJECT_END = 0x7d

/**
 * Looks at the size of a JSON text before anything of it is made: how deep it is, and how many values its objects, its lists
 * and the whole have. Whether it is well-formed shows when it is parsed.
 *
 * @throws FileError when it is more than one file may have.
 */
export function surveyJson(text: string): void {
  /** Of each open object or list: the values before the current one. */
  const counts: number[] = []
  const isList: boolean[] = []
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) {
      const end = endOfText(text, at)
      if (end - at > MAX_LINE) {
        throw new FileError('LINE_TOO_LONG', `A text of the JSON has more than ${MAX_LINE} characters`)
      }
      at = end
    } else if (code === COMMA || code === LIST || code === OBJECT) {
      values++
      if (values > MAX_JSON_VALUES) {
        throw new FileError('TOO_MANY_CELLS', `The JSON has more than ${MAX_JSON_VALUES} values`)
      }
      if (code === COMMA) countOne(counts, isList)
      else {
        counts.push(1)
        isList.push(code === LIST)
        if (counts.length > MAX_JSON_DEPTH) {
          throw new FileError('UNREADABLE', `The JSON is deeper than ${MAX_JSON_DEPTH} levels`)
        }
      }
    } else if (code === LIST_END || code === OBJECT_END) {
      counts.pop()
      isList.pop()
    }
  }
}

function countOne(counts: number[], isList: readonly boolean[]): void {
  const last = counts.length - 1
  const count = (counts[last] ?? 0) + 1
  counts[last] = count
  if (isList[last] === true && count > MAX_ROWS) {
    throw new FileError('TOO_MANY_ROWS', `A list of the JSON has more than ${MAX_ROWS} objects`)
  }
  if (isList[last] === false && count > MAX_JSON_KEYS) {
    throw new FileError('UNREADABLE', `An object of the JSON has more than ${MAX_JSON_KEYS} keys`)
  }
}
