const DAY = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' })
const WITH_YEAR = new Intl.DateTimeFormat(undefined, {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})

function nameOf(date: Date, now: Date): string {
  if (date.toDateString() === now.toDateString()) return 'Today'
  return (date.getFullYear() === now.getFullYear() ? DAY : WITH_YEAR).format(date)
}

/**
 * Things by the day on which they happened, in the order that they come in.
 *
 * @param momentOf when one happened.
 */
export function byDay<T>(
  things: readonly T[],
  momentOf: (thing: T) => string,
  now = new Date(),
): [day: string, things: T[]][] {
  return [...Map.groupBy(things, (thing) => nameOf(new Date(momentOf(thing)), now))]
}
