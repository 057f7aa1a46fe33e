import type { Progress } from '../../work/tasks/task.ts'

const BEAT_MS = 900

/** Sends progress at least once a second while a task works, also when there is nothing new to say. */
export function heartbeat(progress: Progress): { say: (text: string, value: number) => void; stop: () => void } {
  let last: { text: string; value: number } | null = null
  const send = () => {
    if (last !== null) progress.sendProgress(last.text, last.value)
  }
  const timer = setInterval(send, BEAT_MS)
  timer.unref()
  return {
    say: (text, value) => {
      last = { text, value }
      send()
    },
    stop: () => clearInterval(timer),
  }
}
