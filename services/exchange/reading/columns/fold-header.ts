/** A header as it is compared, and what was taken off it. */
export interface FoldedHeader {
  name: string
  /** ISO 4217, from a sign or a code in the header. */
  currency: string | null
}

const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD',
  us$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'CNY',
  'cn¥': 'CNY',
  元: 'CNY',
  円: 'JPY',
  zł: 'PLN',
  kč: 'CZK',
  ft: 'HUF',
  nt$: 'TWD',
  mex$: 'MXN',
  r$: 'BRL',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₴': 'UAH',
  '₪': 'ILS',
  '฿': 'THB',
  '₫': 'VND',
}
const CODES = [
  ...[
    'usd',
    'cad',
    'aud',
    'nzd',
    'hkd',
    'sgd',
    'twd',
    'mxn',
    'brl',
    'eur',
    'gbp',
    'chf',
    'cny',
    'rmb',
    'jpy',
    'krw',
    'inr',
  ],
  ...['sek', 'nok', 'dkk', 'pln', 'czk', 'huf', 'ron'],
]
const CURRENCY = new RegExp(`^(?:${CODES.join('|')})$`)
const BRACKET = /\(([^()]*)\)|\[([^[\]]*)\]/g
const TRAILING_CODE = new RegExp(` (${CODES.join('|')})$`)
const BEFORE_PRICE = /^(?:unit |extended |ext |line )?(?:price|cost|total|value|amount|preis)/

/** The ISO code of a sign or a code of a currency, in lower case. @returns null when it is none. */
export function currencyNamed(text: string): string | null {
  const sign = SIGNS[text]
  if (sign !== undefined) return sign
  if (!CURRENCY.test(text)) return null
  return text === 'rmb' ? 'CNY' : text.toUpperCase()
}

/**
 * A header without case, signs and brackets of a currency: `Unit Price($)` and `unit_price` are the same. Full-width
 * letters are plain ones; `#`, `No.`, `number` and `num` are the same word.
 */
export function foldHeader(header: string): FoldedHeader {
  let currency: string | null = null
  let name = header
    .normalize('NFKC')
    .toLowerCase()
    .replace(BRACKET, (bracket: string, round: string | undefined, square: string | undefined) => {
      const inner = (round ?? square ?? '').trim()
      const named = currencyNamed(inner)
      if (named !== null) currency = named
      return named !== null || inner === 'optional' || inner.startsWith('@') ? ' ' : bracket
    })
    .replaceAll(/[_\-.:/]+/g, ' ')
    .replaceAll('#', ' no ')
    .replaceAll(/\b(?:number|num)\b/g, 'no')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const code = TRAILING_CODE.exec(name)?.[1]
  if (code !== undefined && BEFORE_PRICE.test(name)) {
    currency ??= currencyNamed(code)
    name = name.slice(0, -code.length).trim()
  }
  const sign = /[€£$¥]/.exec(name)?.[0]
  if (sign !== undefined) {
    currency ??= currencyNamed(sign)
    name = name.replaceAll(/[€£$¥]/g, '').trim()
  }
  return { name, currency }
}
