import { ago, day, fullTime } from './times.ts'

interface TimeProps {
  at: string
  /** Only the day, also for today: as a text of its own, or behind other words. */
  byDay?: boolean | 'after-words'
}

/** A moment in few words, with the whole date in its tooltip. */
export function Time({ at, byDay = false }: TimeProps) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {byDay === false ? ago(at) : day(at, byDay === 'after-words' ? 'today' : 'Today')}
    </time>
  )
}
