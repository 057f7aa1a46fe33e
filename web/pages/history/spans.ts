/** How far back one looks; without one, to the beginning. */
export const SPANS = ['today', 'week', 'month'] as const

export type Span = (typeof SPANS)[number]

export const SPAN_NAMES: Readonly<Record<Span, string>> = {
  today: 'Today',
  week: 'Last 7 days',
  month: 'This month',
}

/** When a span began, in the browser's time zone. */
export function beginOf(span: Span, now = new Date()): Date {
  const days = { today: now.getDate(), week: now.getDate() - 6, month: 1 }
  return new Date(now.getFullYear(), now.getMonth(), days[span])
}
