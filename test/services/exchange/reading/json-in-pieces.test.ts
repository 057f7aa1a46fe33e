import fc from 'fast-check'
import t from 'tap'
import { FileError } from '../../../../services/exchange/reading/failure.ts'
import { parseExactly } from '../../../../services/exchange/reading/formats/json/parse-exactly.ts'
import { parseInPieces } from '../../../../services/exchange/reading/formats/json/parse-in-pieces.ts'
import { readImport } from '../../../../services/exchange/reading/read-import.ts'
import { repeated } from '../../../support/repeated.ts'

/** What comes out: the value, or that there is none. */
function outcome(parse: () => unknown): string {
  try {
    return JSON.stringify(parse())
  } catch (error) {
    return error instanceof SyntaxError ? 'refused' : String(error)
  }
}

t.test('JSON that is parsed in pieces has the values that it has as a whole', async (t) => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 4 }), fc.integer({ min: 1, max: 40 }), fc.boolean(), (json, most, isWide) => {
      const text = isWide ? `\n${JSON.stringify(JSON.parse(json), null, 3)}\t` : json
      t.equal(
        outcome(() => parseInPieces(text, most)),
        outcome(() => parseExactly(text)),
      )
    }),
  )
})

t.test('what is no JSON is refused in pieces, too', async (t) => {
  const signs = fc.constantFrom('[', ']', '{', '}', ',', ':', '"a"', '"', '\\', '1', 'null', ' ', '\u00a0')
  fc.assert(
    fc.property(fc.array(signs, { maxLength: 12 }), fc.integer({ min: 1, max: 6 }), (parts, most) => {
      const text = parts.join('')
      t.equal(
        outcome(() => parseInPieces(text, most)),
        outcome(() => JSON.parse(text)),
        text,
      )
    }),
    { numRuns: repeated(400) },
  )
  t.equal(Reflect.ownKeys(Object(parseInPieces('{"__proto__":{"a":1},"b":2}', 5))).join(), '__proto__,b')
})

t.test('JSON with more than anybody reads is refused before it is parsed', async (t) => {
  const refusal = async (text: string) => {
    try {
      await readImport(new TextEncoder().encode(text), 'x.json')
      return 'none'
    } catch (error) {
      return error instanceof FileError ? error.code : String(error)
    }
  }
  const full = `[${'{},'.repeat(199_999)}{}]`
  for (const [text, code] of [
    [`{"parts":[${'{},'.repeat(200_000)}{"a":1}]}`, 'TOO_MANY_ROWS'],
    [`[${Array.from({ length: 11 }, () => full).join()}]`, 'TOO_MANY_CELLS'],
    [`[{"mpn":"${'x'.repeat(1_100_000)}"}]`, 'LINE_TOO_LONG'],
    [`{"a":${'['.repeat(25)}${']'.repeat(25)}}`, 'UNREADABLE'],
  ] as const) {
    t.equal(await refusal(text), code)
  }
})
