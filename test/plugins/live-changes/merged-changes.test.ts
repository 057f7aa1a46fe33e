import t from 'tap'
import { MergedChanges } from '../../../plugins/live-changes/merged-changes.ts'
import '../../../services/change-kinds.ts'

t.test('each record is named once, in the order of the kinds', async (t) => {
  const merged = new MergedChanges()
  t.equal(merged.isEmpty, true)
  for (const [kind, id] of [
    ['part', 'A'],
    ['box', '1'],
    ['part', 'A'],
    ['part', 'B'],
  ] as const) {
    merged.add({ kind, id })
  }
  t.strictSame(merged.message(), {
    changes: [
      { kind: 'part', id: 'A' },
      { kind: 'part', id: 'B' },
      { kind: 'box', id: '1' },
    ],
  })
})

t.test('more than a hundred records become their kinds', async (t) => {
  const merged = new MergedChanges()
  for (let n = 0; n < 99; n++) merged.add({ kind: 'part', id: `P${n}` })
  merged.add({ kind: 'box', id: '1' })
  t.equal(merged.message().changes.length, 100, 'a hundred are named')
  merged.add({ kind: 'box', id: '2' })
  const kinds = [
    { kind: 'part', id: null },
    { kind: 'box', id: null },
  ]
  t.strictSame(merged.message(), { changes: kinds })
  merged.add({ kind: 'part', id: 'X' })
  t.strictSame(merged.message(), { changes: kinds }, 'a kind that is to be read again names no record')
  merged.add({ kind: 'kit', id: '5' })
  t.strictSame(merged.message(), { changes: [...kinds, { kind: 'kit', id: null }] })
})

t.test('a kind as a whole takes the place of its records', async (t) => {
  const merged = new MergedChanges()
  merged.add({ kind: 'part', id: 'A' })
  merged.add({ kind: 'part', id: null })
  t.strictSame(merged.message(), { changes: [{ kind: 'part', id: null }] })
})

t.test('an operation is named only when all changes belong to it', async (t) => {
  const merged = new MergedChanges()
  merged.add({ kind: 'part', id: 'A', operationId: 'x' })
  merged.add({ kind: 'box', id: '1', operationId: 'x' })
  t.equal(merged.message().operation_id, 'x')
  merged.add({ kind: 'part', id: 'A', operationId: 'y' })
  t.notOk('operation_id' in merged.message())
  merged.add({ kind: 'part', id: 'A', operationId: 'y' })
  t.notOk('operation_id' in merged.message(), 'two operations never become one again')
})

t.test('a message always fits into a notification', async (t) => {
  const merged = new MergedChanges()
  for (let n = 0; n < 100; n++) merged.add({ kind: 'import', id: `${n}`.padEnd(100, 'é') })
  t.strictSame(merged.message(), { changes: [{ kind: 'import', id: null }] })
})

t.test('records of one person are kept apart, and give nobody away when there are too many people', async (t) => {
  const merged = new MergedChanges()
  merged.add({ kind: 'task', id: '1', subject: 'ann' })
  merged.add({ kind: 'task', id: '2' })
  merged.add({ kind: 'task', id: '3', subject: 'bob' })
  merged.add({ kind: 'task', id: '1', subject: 'ann' })
  t.strictSame(merged.message().changes, [
    { kind: 'task', id: '1', subject: 'ann' },
    { kind: 'task', id: '2' },
    { kind: 'task', id: '3', subject: 'bob' },
  ])
  for (let n = 0; n < 500; n++) merged.add({ kind: 'task', id: `${n}`, subject: `person ${n}` })
  t.strictSame(merged.message(), { changes: [{ kind: 'task', id: null }] })
})
