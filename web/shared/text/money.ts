const MOST_DIGITS = 6

/**
 * An amount of money as the browser's locale writes it. A currency that is none of ISO 4217 stands behind it.
 *
 * @param digits of its fraction at most; the price of one piece may need more than two.
 */
export function money(amount: number | string, currency: string, digits = 2): string {
  if (!/^[A-Z]{3}$/.test(currency)) return currency === '' ? String(amount) : `${amount} ${currency}`
  return new Intl.NumberFormat(undefined, {
    style: 'currency',
    currency,
    minimumFractionDigits: 2,
    maximumFractionDigits: digits,
  }).format(Number(amount))
}

/** The price of one piece. */
export function unitPrice(amount: number | string, currency: string): string {
  return money(amount, currency, MOST_DIGITS)
}
