import { ago, day, fullTime } from './times.ts'

interface TimeProps {
  at: string
  /** Only the day, also for today. */
  byDay?: boolean
}

/** A moment in few words, with the whole date in its tooltip. */
export function Time({ at, byDay = false }: TimeProps) {
  return (
    <time dateTime={at} title={fullTime(at)}>
      {byDay ? day(at) : ago(at)}
    </time>
  )
}
