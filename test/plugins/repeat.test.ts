import { mock } from 'node:test'
import t from 'tap'
import { repeat } from '../../plugins/repeat.ts'

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

async function pass(seconds: number): Promise<void> {
  mock.timers.tick(seconds * 1000)
  await turn()
}

t.beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }))
t.afterEach(() => mock.timers.reset())

t.test('the same failure is told once, and again when it comes back', async (t) => {
  let failure: string | null = 'refused'
  const told: unknown[] = []
  const work = async () => {
    if (failure !== null) throw new Error(failure)
  }
  const loop = repeat(1, work, { tellsChanges: true })
  loop.start((error) => void told.push(error instanceof Error && error.message))
  for (let n = 0; n < 3; n++) await pass(1)
  t.same(told, ['refused'])
  failure = 'timed out'
  for (let n = 0; n < 2; n++) await pass(1)
  t.same(told, ['refused', 'timed out'], 'another one')
  failure = null
  await pass(1)
  failure = 'timed out'
  await pass(1)
  t.same(told, ['refused', 'timed out', 'timed out'], 'after it worked')
  await loop.stop()
})

t.test('by default each failure is told', async (t) => {
  let told = 0
  const loop = repeat(1, () => Promise.reject(new Error('refused')))
  loop.start(() => void told++)
  for (let n = 0; n < 3; n++) await pass(1)
  t.equal(told, 3)
  await loop.stop()
})

t.test('the waits after failures grow up to a limit, and are short again after a success', async (t) => {
  let runs = 0
  let fails = true
  const work = async () => {
    runs++
    if (fails) throw new Error('refused')
  }
  const loop = repeat(1, work, { mostSeconds: 2 })
  loop.start(() => {})
  const runsIn = async (seconds: number) => {
    const before = runs
    await pass(seconds)
    return runs - before
  }
  t.same([await runsIn(1), await runsIn(0.9), await runsIn(0.1)], [1, 0, 1], 'the first wait is not longer')
  t.same([await runsIn(1.4), await runsIn(0.1)], [0, 1])
  t.same([await runsIn(1.9), await runsIn(0.1)], [0, 1], 'at the limit')
  fails = false
  t.same([await runsIn(1.9), await runsIn(0.1)], [0, 1])
  t.same([await runsIn(0.9), await runsIn(0.1)], [0, 1], 'after a success')
  await loop.stop()
})
