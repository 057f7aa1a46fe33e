/** How a code of a bag begins when a scanner types for an American keyboard, and the computer expects a German one. */
const GERMAN_HEADER = /^:?ü=:/i
const TYPED = 'üÜ+*ß?-_#\'öÖäÄ"yzYZ=)(/&§:;´`'
const MEANT = '[{]}-_/?\\|;:\'"@zyZY)(*&^#><=+'

const MEANINGS = new Map([...TYPED].map((typed, place) => [typed, MEANT[place] ?? typed]))

/** Gives a code of a bag back the characters that the wrong keyboard layout has replaced; others stay as they are. */
export function undoLayout(text: string): string {
  const [header] = GERMAN_HEADER.exec(text) ?? []
  if (header === undefined) return text
  const rest = [...text.slice(header.length)].map((character) => MEANINGS.get(character) ?? character)
  return `[)>${rest.join('')}`
}
