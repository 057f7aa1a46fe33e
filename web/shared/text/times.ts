const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const WEEKDAY = new Intl.DateTimeFormat(undefined, { weekday: 'short' })
const DAY_MONTH = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' })
const WITH_YEAR = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
const CLOCK = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const DATE_CLOCK = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
const FULL = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'medium' })

/** A moment in the fewest words: `2 min`, `3 h`, `Tue`, `30 Oct`. */
export function ago(time: string | number | Date, now = Date.now()): string {
  const date = new Date(time)
  const since = now - date.getTime()
  if (since < MINUTE) return 'now'
  if (since < HOUR) return `${Math.floor(since / MINUTE)}\u202fmin`
  if (since < DAY) return `${Math.floor(since / HOUR)}\u202fh`
  if (since < 6 * DAY) return WEEKDAY.format(date)
  return day(date, 'Today', now)
}

/** A day: `Today`, `30 Oct`, with its year when that is another one. */
export function day(time: string | number | Date, todayWord: 'Today' | 'today' = 'Today', now = Date.now()): string {
  const date = new Date(time)
  const today = new Date(now)
  if (date.toDateString() === today.toDateString()) return todayWord
  return date.getFullYear() === today.getFullYear() ? DAY_MONTH.format(date) : WITH_YEAR.format(date)
}

/** Hours and minutes. */
export function clock(time: string | number | Date): string {
  return CLOCK.format(new Date(time))
}

/** Date and time to the second, in few letters. */
export function dateAndClock(time: string | number | Date): string {
  return DATE_CLOCK.format(new Date(time))
}

/** Date and time in full, for tooltips. */
export function fullTime(time: string | number | Date): string {
  return FULL.format(new Date(time))
}

/** A length of time in seconds, in at most two units. */
export function duration(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)}\u202fs`
  if (seconds < 60) return `${Math.round(seconds)}\u202fs`
  if (seconds < 3600) return `${Math.floor(seconds / 60)}\u202fmin ${Math.round(seconds % 60)}\u202fs`
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)}\u202fh ${Math.round((seconds % 3600) / 60)}\u202fmin`
  return `${Math.floor(seconds / 86_400)}\u202fd ${Math.round((seconds % 86_400) / 3600)}\u202fh`
}
