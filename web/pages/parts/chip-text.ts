import type { SearchResult } from '../../api/queries/parts.ts'
import type { ChipText } from '../../shared/list/chip.tsx'

type Term = SearchResult['interpreted']['terms'][number]
type Filter = SearchResult['interpreted']['filters'][number]
type Reading = Term['readings'][number]

const NAMES: Readonly<Record<Reading['kind'], string>> = {
  key: 'Key',
  number: 'Number',
  value: 'Value',
  package: 'Package',
  pins: 'Pins',
  location: 'Place',
  word: '',
  phrase: 'Exactly',
  maker: 'Maker',
  family: 'Family of',
  typo: '',
}

const FIELDS: Readonly<Record<string, string>> = {
  manufacturer: 'Maker',
  maker: 'Maker',
  loc: 'Place',
  mpn: 'Number',
  mount: 'Mounting',
  mounting_type: 'Mounting',
  has: 'Has',
}

const VALUES: Readonly<Record<string, string>> = { '>0': 'in stock', '0': 'none' }

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replaceAll('_', ' ')
}

function nameOf({ kind, quantity }: Reading): string {
  return kind === 'value' && quantity !== undefined ? capital(quantity) : NAMES[kind]
}

/** How a free term was read. */
export function termText({ text, readings, fallback, excluded }: Term): ChipText {
  const reading = fallback ?? readings[0]
  const not = excluded ? 'Not ' : ''
  if (reading === undefined) return { name: not.trim(), value: text, note: '', guessed: false }
  const value = reading.words?.join(' ') ?? reading.text ?? text
  const others = readings.slice(1).filter(({ kind }) => kind !== 'word')
  const or =
    others.length > 0 && fallback === null ? `or ${others[0]?.text ?? nameOf(others[0] ?? reading).toLowerCase()}` : ''
  if (fallback !== null && fallback.kind === 'typo') {
    return { name: `${not}Read as`, value, note: `for “${text}”`, guessed: true }
  }
  return { name: `${not}${nameOf(reading)}`.trim(), value, note: or, guessed: fallback !== null }
}

/** What a filter of the query asks for. */
export function filterText({ field, operator, values, excluded }: Filter): ChipText {
  const sign = operator === '=' || operator === '~' || operator === '..' ? '' : `${operator} `
  const joined = values.join(operator === '..' ? ' to ' : ' or ')
  const name = `${excluded ? 'Not ' : ''}${FIELDS[field] ?? capital(field)}`
  return { name, value: VALUES[`${sign.trim()}${joined}`] ?? `${sign}${joined}`, note: '', guessed: false }
}
