export const SPANS = ['month', 'year', 'this-year'] as const
export type Span = (typeof SPANS)[number]

export const SPAN_NAMES: Readonly<Record<Span, string>> = {
  month: 'The last 30 days',
  year: 'The last 12 months',
  'this-year': 'This year',
}

const DAYS = { month: 30, year: 365 } as const

/** The first day of a span, as YYYY-MM-DD. */
export function firstDay(span: Span, now = new Date()): string {
  if (span === 'this-year') return `${now.getFullYear()}-01-01`
  const day = new Date(now)
  day.setDate(day.getDate() - DAYS[span])
  return day.toISOString().slice(0, 10)
}
