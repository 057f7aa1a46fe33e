/** Milliseconds between two keys of a scanner, at most; people need more. */
const GAP_MS = 35
/** Characters of a code, at least: `7-1` on the label of a slot. */
const LEAST = 3
/** The separator of fields in codes of bags; scanners type it as a combination of keys. */
const GROUP_SEPARATOR = '\u001d'

/** What of a key event a burst is made of. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  /** Milliseconds of a clock that never goes back. */
  timeStamp: number
}

/** The character that a key adds to a code; null for a key that adds none. */
function characterOf({ key, ctrlKey, altKey, metaKey }: KeyPress): string | null {
  if (ctrlKey && !altKey && (key === ']' || key === '+' || key === GROUP_SEPARATOR)) return GROUP_SEPARATOR
  const isText = key.length === 1 && !metaKey && (!ctrlKey || altKey)
  return isText ? key : null
}

/** Tells a hand scanner, which types like a keyboard, from a person: its keys come in a burst and end with Enter or Tab. */
export class ScanBurst {
  #text = ''
  #last = 0

  /** Whether the key just added began something that may be a code. */
  get hasBegun(): boolean {
    return this.#text.length === 1
  }

  /**
   * Adds a key.
   *
   * @returns the code that the key completes; null while there is none.
   */
  add(press: KeyPress): string | null {
    const { key, timeStamp } = press
    if (timeStamp - this.#last > GAP_MS) this.#text = ''
    this.#last = timeStamp
    if (key === 'Enter' || key === 'Tab') {
      const code = this.#text
      this.#text = ''
      return code.length >= LEAST ? code : null
    }
    const character = characterOf(press)
    if (character !== null) this.#text += character
    else if (key !== 'Shift' && key !== 'Control' && key !== 'Alt' && key !== 'AltGraph') this.#text = ''
    return null
  }
}
