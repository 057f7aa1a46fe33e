import { FileError } from '../failure.ts'

/** The encodings that text files are read in. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'gb18030', 'shift_jis'] as const
export type Encoding = (typeof ENCODINGS)[number]

export interface DecodedText {
  text: string
  encoding: Encoding
  guessed: boolean
}

const SAMPLE = 1000
const GUESS_SAMPLE = 65_536
/** What Windows-1252 has at 0x80–0x9F; its five free places stay control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'
const HALF = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g
const C1 = /[\u0080-\u009f]/g
const KANA = /[\u3041-\u30f6]/
const IDEOGRAPH = /[\u4e00-\u9fff]/

/**
 * The text of a file. A mark at the beginning decides; then the zeros of UTF-16; then whether it is valid UTF-8. What is
 * left is Windows-1252, unless it holds letters that only a Chinese or Japanese encoding explains.
 *
 * @param chosen the encoding that a person has named.
 */
export function decodeText(bytes: Uint8Array, chosen?: Encoding): DecodedText {
  const marked = encodingByMark(bytes)
  const encoding = chosen ?? marked ?? (looksLikeUtf16(bytes) || null)
  if (encoding !== null) return { text: decodeAs(bytes, encoding), encoding, guessed: false }
  const utf8 = decodeStrictly(bytes, 'utf-8')
  if (utf8 !== null) return { text: utf8, encoding: 'utf-8', guessed: false }
  const asian = guessAsian(bytes)
  if (asian !== null) return { text: decodeAs(bytes, asian), encoding: asian, guessed: true }
  return { text: decodeAs(bytes, 'windows-1252'), encoding: 'windows-1252', guessed: false }
}

function encodingByMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

/** Every second byte of the beginning is zero, as in western text of 16 bits a letter. */
function looksLikeUtf16(bytes: Uint8Array): Encoding | false {
  const sample = bytes.subarray(0, Math.min(SAMPLE, bytes.length - (bytes.length % 2)))
  if (sample.length < 4) return false
  if (sample.every((byte, index) => (byte === 0) === (index % 2 === 1))) return 'utf-16le'
  if (sample.every((byte, index) => (byte === 0) === (index % 2 === 0))) return 'utf-16be'
  return false
}

function decodeAs(bytes: Uint8Array, encoding: Encoding): string {
  return withoutMark(decodeWhole(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), encoding))
}

function withoutMark(text: string): string {
  return text.startsWith('\ufeff') ? text.slice(1) : text
}

function swapped(buffer: Buffer): Buffer {
  return Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2))).swap16()
}

/** Half of a pair is no letter. It becomes U+0000, which is refused in the row that has it. */
function withoutHalves(text: string): string {
  return text.isWellFormed() ? text : text.replace(HALF, '\0')
}

function decodeWhole(buffer: Buffer, encoding: Encoding): string {
  switch (encoding) {
    case 'utf-16le':
      return withoutHalves(buffer.toString('utf16le'))
    case 'utf-16be':
      return withoutHalves(swapped(buffer).toString('utf16le'))
    case 'windows-1252':
      // Not by TextDecoder: versions of Node differ in what it makes of 0x80–0x9F.
      return buffer.toString('latin1').replace(C1, (letter) => WINDOWS_1252.charAt(letter.charCodeAt(0) - 0x80))
    default:
      return new TextDecoder(encoding, { ignoreBOM: true }).decode(buffer)
  }
}

function decodeStrictly(bytes: Uint8Array, encoding: Encoding): string | null {
  try {
    return withoutMark(new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes))
  } catch (error) {
    if (error instanceof TypeError) return null
    throw new FileError('UNREADABLE', 'The text of the file could not be decoded')
  }
}

/** Runs of bytes above 0x7F in the beginning of the file. */
function highRuns(bytes: Uint8Array): number[] {
  const runs: number[] = []
  let run = 0
  for (const byte of bytes.subarray(0, GUESS_SAMPLE)) {
    if (byte >= 0x80) run++
    else if (run > 0) {
      runs.push(run)
      run = 0
    }
  }
  if (run > 0) runs.push(run)
  return runs
}

/**
 * An accented letter of a western text stands alone. Letters of GB18030 are mostly pairs of high bytes, and kana of
 * Shift_JIS begin with 0x82 or 0x83, which are marks of a kind that western tables do not have.
 */
function guessAsian(bytes: Uint8Array): Encoding | null {
  const runs = highRuns(bytes)
  const japanese = decodeStrictly(bytes, 'shift_jis')
  if (japanese !== null && KANA.test(japanese) && bytes.some((byte) => byte === 0x82 || byte === 0x83))
    return 'shift_jis'
  const pairs = runs.filter((length) => length % 2 === 0).length
  if (runs.length === 0 || pairs < 0.9 * runs.length || pairs < 2) return null
  const chinese = decodeStrictly(bytes, 'gb18030')
  return chinese !== null && IDEOGRAPH.test(chinese) ? 'gb18030' : null
}
