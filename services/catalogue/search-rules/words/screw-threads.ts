/** A metric thread that a text names, with the length of the screw or bolt when it stands there: `M2,5`, `M3 × 12 mm`. */
export interface Thread {
  /** The one way in which threads are compared: `m2.5`. */
  thread: string
  /** The same with the length in millimetres: `m3x12`; null without one. */
  withLength: string | null
  /** In metres, else null. */
  length: number | null
  /** Of the thread in the clean text. */
  start: number
  /** Of the thread and its length. */
  end: number
}

const SIZE = String.raw`m(\d{1,2}(?:[.,]\d)?)`
const LENGTH = String.raw`(\d{1,3}(?:[.,]\d{1,2})?)(?: ?mm)?`
/** Behind a thread nothing goes on: `M20-7840` is a number. */
const END = String.raw`(?=$|[\s,;:)\]/])(?!,\d)`
const IN_TEXT = new RegExp(String.raw`(?<![\p{L}\p{N}.,\-/])${SIZE}(?: ?x ?${LENGTH})?${END}`, 'giu')
const WHOLE = new RegExp(`^${SIZE}(?: ?x ?${LENGTH})?$`, 'iu')

function threadFrom(size: string, length: string | undefined, start: number, end: number): Thread {
  const thread = `m${size.replace(',', '.')}`
  if (length === undefined) return { thread, withLength: null, length: null, start, end }
  const millimetres = Number(length.replace(',', '.'))
  return { thread, withLength: `${thread}x${millimetres}`, length: millimetres / 1000, start, end }
}

/** The threads that a text names. @param clean as `cleanText` gives it. */
export function threadsIn(clean: string): Thread[] {
  return [...clean.matchAll(IN_TEXT)].map(({ 0: written, 1: size = '', 2: length, index }) =>
    threadFrom(size, length, index, index + written.length),
  )
}

/** The word that a term which names a thread is compared by: `m3x12` for `M3 x 12 mm`. @returns null for other terms. */
export function threadWord(text: string): string | null {
  const [whole, size = '', length] = WHOLE.exec(text) ?? []
  if (whole === undefined) return null
  const { thread, withLength } = threadFrom(size, length, 0, whole.length)
  return withLength ?? thread
}
