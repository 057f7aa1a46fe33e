import { SCANNER_GAP_MS, SLOW_SCANNER_GAP_MS } from '../../shared/keyboard/scanner-gap.ts'
import { americanKey, type PhysicalKey } from './american-key.ts'

/** Milliseconds between two keys that no person types so fast, not even in a field. */
const FAST_MS = 35
/** An Enter that comes so soon behind other characters is no answer of a person. */
const STRAY_MS = 500
/** Characters of a code, at least: `7-1` on the label of a slot. */
const LEAST = 3
/** Characters in a field, at least, where they come as slowly as the fastest people type; and where they stop once. */
const LEAST_SLOW = 4
const LEAST_STOPPED = 6
/** The label of a slot in a box with one digit. Few fields take such a text, and nobody types it so fast. */
const SHORT_PLACE = /^[1-9]-[1-9]$/
/** The key that opens the search field is also how codes of ours begin, or their second character. */
const SLASH = '/'
/** What separates the parts of codes of bags, and ends them; scanners type these as combinations with Ctrl. */
const GROUP_SEPARATOR = '\u001d'
const RECORD_SEPARATOR = '\u001e'
const END_OF_TRANSMISSION = '\u0004'
const CONTROLS: readonly string[] = [GROUP_SEPARATOR, RECORD_SEPARATOR, END_OF_TRANSMISSION]
const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph']

/** A key that shows nothing before the next one: which sign it adds depends on the layout of the computer. */
const DEAD = 'Dead'

/** What of a key event a burst is made of. */
export interface KeyPress extends PhysicalKey {
  ctrlKey: boolean
  altKey: boolean
  metaKey: boolean
  /** Milliseconds of a clock that never goes back. */
  timeStamp: number
  /** Read again when the next key comes: whether something has used the key. */
  defaultPrevented: boolean
}

/** A digit of a character that is typed by its number, on the keypad while Alt is held; null for any other key. */
function altDigitOf({ code, altKey, ctrlKey }: KeyPress): string | null {
  return altKey && !ctrlKey ? (/^Numpad(\d)$/.exec(code)?.[1] ?? null) : null
}

/** The control character that a key makes together with Ctrl, whatever sign the layout of the computer has there. */
function controlOf({ key, code }: KeyPress): string | null {
  if (key === ']' || key === '+' || key === GROUP_SEPARATOR || code === 'BracketRight') return GROUP_SEPARATOR
  if (key === '^' || key === RECORD_SEPARATOR || code === 'Digit6') return RECORD_SEPARATOR
  return key === END_OF_TRANSMISSION || code === 'KeyD' ? END_OF_TRANSMISSION : null
}

/** The character that a key adds to a code; null for a key that adds none. */
function characterOf(press: KeyPress): string | null {
  const { key, ctrlKey, altKey, metaKey } = press
  const control = ctrlKey && !altKey ? controlOf(press) : null
  if (control !== null) return control
  if (key === DEAD) return americanKey(press)
  const isText = key.length === 1 && !metaKey && (!ctrlKey || altKey)
  return isText ? key : null
}

/** What an Enter or a Tab ends: a code, or null for characters that are none and behind which Enter must press nothing. */
export interface Ending {
  code: string | null
  /** The same keys on an American keyboard, where that is another text. */
  meant?: string
  /**
   * Whether it was typed as slowly as people type, into a field that its own "/" has opened: a code only where the text is
   * surely one.
   */
  isSlow?: true
}

/**
 * Tells a hand scanner, which types like a keyboard, from a person: its keys come in a burst and end with Enter or Tab.
 * Outside of fields nobody types texts, so there also slow keys are a code.
 */
export class ScanBurst {
  #text = ''
  /** The same keys on an American keyboard; null where some of them are not known there. */
  #meant: string | null = ''
  #last: KeyPress | null = null
  /** The gaps that are longer than those of a fast scanner, and those longer than of a slow one. */
  #slow = 0
  #stops = 0
  /** Whether the beginning of the burst is lost. */
  #isBroken = false
  /** Whether characters went nowhere. */
  #isStray = false
  /** Whether the burst began where no field was in focus. */
  #isFromOutside = false
  /** Digits of a character that is typed by its number. */
  #altDigits = ''
  /** Whether the key just added is a character, and one that is typed with Ctrl. */
  #isCharacter = false
  #isControl = false

  /** Whether the key just added began something that may be a code. */
  get hasBegun(): boolean {
    return this.#isCharacter && this.#text.length === 1
  }

  /** Whether the key just added is a control character in a code: with Ctrl, some keys are commands of the browser. */
  get isControl(): boolean {
    return this.#isControl && this.goesOn
  }

  /** Whether the key just added goes on with something that may be a code. */
  get goesOn(): boolean {
    return this.#text.length > 1
  }

  /**
   * Adds a key.
   *
   * @param isInField whether it is typed into a field.
   * @returns what the key ends; null when it ends nothing.
   */
  add(press: KeyPress, isInField: boolean): Ending | null {
    this.#join(press)
    this.#last = press
    const digit = altDigitOf(press)
    if (digit !== null) {
      this.#altDigits += digit
      this.#isCharacter = false
      this.#isControl = false
      return null
    }
    if (this.#altDigits !== '') this.#appendNumbered(isInField)
    if (press.key === 'Enter' || press.key === 'Tab') return this.#end(press.key, isInField)
    const character = characterOf(press)
    this.#isCharacter = character !== null
    this.#isControl = character !== null && CONTROLS.includes(character)
    if (this.#text === '') this.#isFromOutside = !isInField
    if (character !== null) this.#append(character, press)
    else if (!MODIFIERS.includes(press.key)) this.#reset()
    return null
  }

  /** Adds the character whose number was typed: the digits are over with any other key. */
  #appendNumbered(isInField: boolean): void {
    const character = String.fromCharCode(Number(this.#altDigits))
    this.#altDigits = ''
    if (this.#text === '') this.#isFromOutside = !isInField
    this.#text += character
    if (this.#meant !== null) this.#meant += character
  }

  #append(character: string, press: KeyPress): void {
    this.#text += character
    const meant = this.#isControl || press.altKey ? character : americanKey(press)
    this.#meant = meant === null || this.#meant === null ? null : this.#meant + meant
  }

  #join({ timeStamp }: KeyPress): void {
    if (this.#last === null) return
    const gap = timeStamp - this.#last.timeStamp
    const isUsed = this.#last.defaultPrevented && !this.#isControl
    const longest = this.#last.key === SLASH ? SLOW_SCANNER_GAP_MS : SCANNER_GAP_MS
    if (gap > STRAY_MS || (isUsed && gap > longest)) this.#reset()
    else if (this.#text !== '') {
      this.#isStray ||= !isUsed && this.#text.trim() !== ''
      if (gap > FAST_MS) this.#slow += 1
      if (gap > SCANNER_GAP_MS) this.#stops += 1
      if (gap > SLOW_SCANNER_GAP_MS) {
        this.#text = ''
        this.#meant = ''
        this.#isBroken = true
      }
    }
  }

  #end(key: 'Enter' | 'Tab', isInField: boolean): Ending | null {
    const text = this.#text
    const meant = this.#meant
    const mayBeCode = text.length >= LEAST && !this.#isBroken
    const isSlow = isInField && !this.#isTooFastForPeople()
    const isCode = mayBeCode && (!isSlow || this.#isFromOutside)
    const isStray = this.#isStray && !isInField && key === 'Enter'
    this.#reset()
    const code: Ending = { code: text, ...(meant !== null && meant !== text && { meant }) }
    if (isCode) return isSlow ? { ...code, isSlow } : code
    return isStray ? { code: null } : null
  }

  #isTooFastForPeople(): boolean {
    if (this.#slow === 0) return true
    const { length } = this.#text
    const isPlace = SHORT_PLACE.test(this.#text) || SHORT_PLACE.test(this.#meant ?? '')
    return this.#stops === 0
      ? length >= LEAST_SLOW || isPlace
      : this.#stops === 1 && this.#slow === 1 && length >= LEAST_STOPPED
  }

  #reset(): void {
    this.#text = ''
    this.#altDigits = ''
    this.#meant = ''
    this.#slow = 0
    this.#stops = 0
    this.#isBroken = false
    this.#isStray = false
  }
}
