import type { Operation } from '../../api/queries/operations.ts'

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

/** Operations by day, in the order that they come in. */
export function daysOf(operations: readonly Operation[], now = new Date()): [day: string, operations: Operation[]][] {
  return [...Map.groupBy(operations, ({ timestamp }) => nameOf(new Date(timestamp), now))]
}
