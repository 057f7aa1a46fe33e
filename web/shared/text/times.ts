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

/** A length of time in seconds, in at most two units. Rounded before it is split: no minute has 60 seconds. */
export function duration(seconds: number): string {
  const [whole, minutes, hours] = [Math.round(seconds), Math.round(seconds / 60), Math.round(seconds / 3600)]
  if (seconds < 9.95) return `${seconds.toFixed(1)}\u202fs`
  if (whole < 60) return `${whole}\u202fs`
  if (whole < 3600) return `${Math.floor(whole / 60)}\u202fmin ${whole % 60}\u202fs`
  if (minutes < 1440) return `${Math.floor(minutes / 60)}\u202fh ${minutes % 60}\u202fmin`
  return `${Math.floor(hours / 24)}\u202fd ${hours % 24}\u202fh`
}
