const EMPTY = /^(?:-|–|—|-\\-|~|n\/a|na|none|null|\?|tbd|#n\/a|any \(within parameters\))$/i
/** Letters of the longest of these. */
const LONGEST = 'any (within parameters)'.length
/** Fields whose text is taken as it is. */
const FREE = new Set(['description', 'note'])

/** Whether a cell says nothing. */
export function isEmptyValue(text: string, field: string): boolean {
  const plain = text.trim()
  if (plain === '') return true
  if (plain.length > LONGEST) return false
  return !FREE.has(field) && EMPTY.test(plain) && !(field === 'designators' && /^na$/i.test(plain))
}
