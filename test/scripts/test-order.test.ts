import t from 'tap'
import { groupFiles, inBrowser } from '../../scripts/test/group-files.ts'
import { runInTurn } from '../../scripts/test/run-in-turn.ts'
import { findTests } from '../../scripts/test/test-files.ts'
import { mostAtOnce } from '../../scripts/test/test-run.ts'

/** Work that goes on until the test ends it. */
function startedWork() {
  const started: string[] = []
  const ends = new Map<string, () => void>()
  const work = (item: string) => {
    started.push(item)
    return new Promise<void>((resolve) => ends.set(item, resolve))
  }
  const end = async (item: string) => {
    ends.get(item)?.()
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { started, work, end }
}

t.test('files start in their order, and one that wants fewer beside it waits for them', async (t) => {
  const { started, work, end } = startedWork()
  const done = runInTurn(['a', 'b', 'c', 'd', 'W1', 'W2', 'W3'], (item) => (item.startsWith('W') ? 2 : 3), work)
  t.strictSame(started, ['a', 'b', 'c'])
  await end('b')
  t.strictSame(started, ['a', 'b', 'c', 'd'])
  await end('a')
  t.equal(started.length, 4, 'c and d are two')
  await end('d')
  t.equal(started.at(-1), 'W1', 'beside c')
  await end('c')
  t.equal(started.at(-1), 'W2')
  await end('W1')
  t.equal(started.at(-1), 'W3')
  await end('W2')
  await end('W3')
  await done
})

t.test(
  'tests in a browser come last, the longest ones alone and first, and two processes at a time at most',
  async (t) => {
    const groups = groupFiles(await findTests([]))
    const browser = groups.filter((files) => files.some(inBrowser))
    t.not(browser.length, 0)
    t.strictSame(groups.slice(-browser.length), browser)
    t.strictSame(browser.slice(0, 2), [['test/browser/every-page.test.ts'], ['test/browser/people.test.ts']])
    t.ok(browser.slice(2).every(({ length }) => length > 1 && length <= 6))
    t.strictSame([...new Set(browser.map(mostAtOnce))], [2])
    t.ok(groups.slice(0, -browser.length).every((files) => mostAtOnce(files) > 1))
  },
)

t.test('every file runs once, files of one folder together, and those that start processes alone', async (t) => {
  const files = await findTests([])
  const groups = groupFiles(files)
  t.strictSame(groups.flat().sort(), files)
  for (const group of groups) t.equal(new Set(group.map((file) => file.split('/')[1])).size, 1)
  t.ok(groups.some(({ length }) => length > 1))
  t.ok(groups.filter(([file]) => file?.startsWith('test/process/')).every(({ length }) => length === 1))
})

t.test('files from outside of the tests share no process', (t) => {
  const files = ['/tmp/folder/a.test.ts', '/tmp/folder/b.test.ts', '.tap/fixtures/c.test.ts', '.tap/fixtures/d.test.ts']
  t.strictSame(
    groupFiles(files),
    files.map((file) => [file]),
  )
  t.end()
})
