/** How the dates of a column are written. */
export interface DateForm {
  dayFirst: boolean
  isAmbiguous: boolean
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const GERMAN: Readonly<Record<string, string>> = { mär: 'mar', mai: 'may', okt: 'oct', dez: 'dec' }
const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?$/
const NAMED = /^(\d{1,2})[-. ]+(\p{L}{3,9})\.?,?[-. ]+(\d{2}|\d{4})(?:\s.*)?$/u
const NAMED_US = /^(\p{L}{3,9})\.? (\d{1,2}),? (\d{4})(?:\s.*)?$/u
const NUMBERS = /^(\d{1,2})([./-])(\d{1,2})[./-](\d{2}|\d{4})(?:\s.*)?$/
const SERIAL = /^[34567]\d{4}(?:\.\d+)?$/

/** Decides the order of day and month for a whole column. @param isUs the money of the file is that of the USA. */
export function decideDates(texts: readonly string[], isUs: boolean): DateForm {
  let unclear = false
  for (const text of texts) {
    const [, first = '', mark = '', second = ''] = NUMBERS.exec(text.trim()) ?? []
    if (first === '') continue
    if (mark === '.' || Number(first) > 12) return { dayFirst: true, isAmbiguous: false }
    if (Number(second) > 12) return { dayFirst: false, isAmbiguous: false }
    if (first !== second) unclear = true
  }
  return { dayFirst: !isUs, isAmbiguous: unclear }
}

/** Whether a text leaves open which number is the month. */
export function isUnclearDate(text: string): boolean {
  const [, first, , second] = NUMBERS.exec(text.trim()) ?? []
  return first !== undefined && first !== second
}

/** A day as `2024-08-30`. @returns null when it is none. */
export function readDate(text: string, { dayFirst }: DateForm): string | null {
  const plain = text.normalize('NFKC').trim()
  const iso = ISO.exec(plain)
  if (iso) return dayOf(iso[1], iso[2], iso[3])
  const named = NAMED.exec(plain)
  if (named) return dayOf(named[3], monthOf(named[2]), named[1])
  const us = NAMED_US.exec(plain)
  if (us) return dayOf(us[3], monthOf(us[1]), us[2])
  const numbers = NUMBERS.exec(plain)
  if (numbers) {
    const [, first, , second, year] = numbers
    return dayFirst ? dayOf(year, second, first) : dayOf(year, first, second)
  }
  if (!SERIAL.test(plain)) return null
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(plain)) * 86_400_000).toISOString().slice(0, 10)
}

function monthOf(name = ''): string {
  const short = name.toLowerCase().slice(0, 3)
  return String(MONTHS.indexOf(GERMAN[short] ?? short) + 1)
}

function dayOf(year = '', month = '', day = ''): string | null {
  const full = year.length === 2 ? 2000 + Number(year) : Number(year)
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal && full > 1900 && full < 3000 ? date.toISOString().slice(0, 10) : null
}
