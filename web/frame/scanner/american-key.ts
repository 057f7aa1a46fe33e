/** The signs of an American keyboard by the keys that have them, without shift and with it. */
const SIGNS: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Backquote: ['`', '~'],
  Digit1: ['1', '!'],
  Digit2: ['2', '@'],
  Digit3: ['3', '#'],
  Digit4: ['4', '$'],
  Digit5: ['5', '%'],
  Digit6: ['6', '^'],
  Digit7: ['7', '&'],
  Digit8: ['8', '*'],
  Digit9: ['9', '('],
  Digit0: ['0', ')'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
}

/** What of a key event says which key of the keyboard it was. */
export interface PhysicalKey {
  /** As in `KeyboardEvent.code`; empty where it is not known. */
  code: string
  key: string
  shiftKey: boolean
}

/** What the key has on an American keyboard, whatever the layout of the computer says; null where it is not known. */
export function americanKey({ code, key, shiftKey }: PhysicalKey): string | null {
  const [, letter] = /^Key([A-Z])$/.exec(code) ?? []
  if (letter === undefined) return SIGNS[code]?.[shiftKey ? 1 : 0] ?? null
  const isLetter = key.length === 1 && key.toLowerCase() !== key.toUpperCase()
  const isCapital = isLetter ? key === key.toUpperCase() : shiftKey
  return isCapital ? letter : letter.toLowerCase()
}
