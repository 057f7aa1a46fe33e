import t from 'tap'
import { type ProgressUpdate, SubProgress, TaskProgress } from '../../../../services/work/tasks/progress.ts'

function record() {
  const sent: ProgressUpdate[] = []
  return { progress: new TaskProgress((update) => sent.push(update)), sent }
}

t.test('text and value are remembered; both are sent each time', async (t) => {
  const { progress, sent } = record()
  progress.sendProgressValue(0.25)
  progress.sendProgressText('reading')
  progress.sendProgress('writing', 0.5)
  t.same(sent, [
    { text: '', value: 0.25 },
    { text: 'reading', value: 0.25 },
    { text: 'writing', value: 0.5 },
  ])
})

t.test('the value never goes back, and stays from 0 to 1', async (t) => {
  const { progress, sent } = record()
  for (const value of [-1, 0.5, 0.2, Number.NaN, 7, 0.9]) progress.sendProgressValue(value)
  t.same(
    sent.map(({ value }) => value),
    [0, 0.5, 0.5, 0.5, 1, 1],
  )
})

t.test('a part of the progress has a range of its own, within another if need be', async (t) => {
  const { progress, sent } = record()
  const half = new SubProgress(progress, 0.5, 1)
  const quarter = new SubProgress(half, 0, 0.5)
  quarter.sendProgress('inside', 0.5)
  half.sendProgressValue(0.5)
  half.sendProgressText('text')
  half.sendProgressValue(3)
  t.same(sent, [
    { text: 'inside', value: 0.625 },
    { text: 'inside', value: 0.75 },
    { text: 'text', value: 0.75 },
    { text: 'text', value: 1 },
  ])
})
