const DAY = 86_400_000
const MOST = 7

const MONTH = new Intl.DateTimeFormat(undefined, { month: 'short' })
const MONTH_YEAR = new Intl.DateTimeFormat(undefined, { month: 'short', year: '2-digit' })
const WHOLE_DAY = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const TIME = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })
const DAY_MONTH = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })

function months(from: number, to: number): number[] {
  const first = new Date(from)
  const count = Math.ceil((to - from) / (28 * DAY)) + 1
  const starts = Array.from({ length: count }, (_, index) =>
    new Date(first.getFullYear(), first.getMonth() + 1 + index, 1).getTime(),
  )
  return starts.filter((start) => start < to)
}

/** Where a time axis has its marks, at most seven, and how each reads. */
export function timeTicks(from: number, to: number): { ticks: number[]; format: (at: number) => string } {
  const days = (to - from) / DAY
  if (days <= 62) {
    const step = Math.max(1, Math.ceil(days / MOST)) * DAY
    const count = Math.floor((to - from) / step)
    const ticks = Array.from({ length: count }, (_, index) => from + (index + 0.5) * step)
    return { ticks, format: (at) => DAY_MONTH.format(at) }
  }
  const starts = months(from, to)
  const step = Math.max(1, Math.ceil(starts.length / MOST))
  const format = days > 700 ? MONTH_YEAR : MONTH
  return { ticks: starts.filter((_, index) => index % step === 0), format: (at) => format.format(at) }
}

/** How a moment on a time axis reads when it is meant: its day, or its time where all lies within a day. */
export function momentFormat(from: number, to: number): (at: number) => string {
  const format = to - from < DAY ? TIME : WHOLE_DAY
  return (at) => format.format(at)
}
