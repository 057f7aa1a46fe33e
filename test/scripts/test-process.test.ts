import { join, relative } from 'node:path'
import t, { type Test } from 'tap'
import type { TestFileResult } from '../../scripts/test/file-result.ts'
import { TestProcess } from '../../scripts/test/test-process.ts'

/** Runs test files in one process. @returns their results, and the failures as they were told. */
async function runTogether(t: Test, files: Record<string, string>) {
  const folder = relative(process.cwd(), t.testdir(files))
  const results: TestFileResult[] = []
  const failures: string[] = []
  const { PATH = '' } = process.env
  const paths = Object.keys(files).map((name) => join(folder, name))
  const { ended } = new TestProcess(
    paths,
    { PATH, NODE_COMPILE_CACHE: 'node_modules/.cache/tests' },
    {
      failure: (file, assertion) => failures.push(`${file.slice(folder.length + 1)}: ${assertion}`),
      ended: (result) => results.push(result),
    },
  )
  await ended
  const figures = results.map(({ file, passed, failed }) => [file.slice(folder.length + 1), passed, failed])
  return { results, failures, figures }
}

t.test('several files in one process have their results apart', async (t) => {
  const { figures, failures, results } = await runTogether(t, {
    'a.test.ts': `import t from 'tap'\nt.pass('one')\nt.test('inner', async (t) => { t.pass('two') })`,
    'b.test.ts': `import t from 'tap'\nt.pass('fine')\nt.test('inner', async (t) => { t.fail('broken') })`,
    'c.test.ts': `throw new Error('crashed while it was loaded')`,
    'd.test.ts': `import t from 'tap'\nt.pass('still runs')`,
  })
  t.match(figures, [
    ['a.test.ts', 2, 0],
    ['b.test.ts', 1, 1],
    ['c.test.ts', 0, 1],
    ['d.test.ts', 1, 0],
  ])
  t.ok(failures.includes('b.test.ts: broken'))
  t.match(results[1]?.failures, ['broken', 'inner'])
  t.match(results[1]?.trouble, /broken/)
  t.match(results[2]?.trouble, /crashed while it was loaded/)
})

t.test('what a file registers for its tests and for its end is its own', async (t) => {
  const { figures, results } = await runTogether(t, {
    'a.test.ts': `
import t from 'tap'
globalThis.events = []
t.beforeEach(() => events.push('before each of a'))
t.teardown(() => events.push('end of a'))
t.test('first', async (t) => {
  t.equal(t.testdirName.includes('a.test.ts'), true)
  t.match(t.testdir(), /a\\.test\\.ts-first$/)
})
t.test('second', async () => { events.push('second') })`,
    'b.test.ts': `
import t from 'tap'
t.strictSame(events, ['before each of a', 'before each of a', 'second', 'end of a'])
t.test('first', async (t) => t.equal(events.length, 4))`,
  })
  t.strictSame(
    figures,
    [
      // A test without assertions counts as one.
      ['a.test.ts', 3, 0],
      ['b.test.ts', 2, 0],
    ],
    results.map(({ trouble }) => trouble).join('\n'),
  )
})

t.test('files that a process did not come to have failed, so that they run again', async (t) => {
  const { figures, results } = await runTogether(t, {
    'a.test.ts': `import t from 'tap'\nt.pass('fine')`,
    'b.test.ts': `import t from 'tap'\nt.test('ends', () => process.exit(3))`,
    'c.test.ts': `import t from 'tap'\nt.pass('fine')`,
  })
  t.strictSame(figures[0], ['a.test.ts', 1, 0])
  t.match([results[1], results[2]], [{ failed: Number }, { failed: 1, trouble: /ended before it began/ }])
  t.ok(Number(results[1]?.failed) > 0)
})

t.test('a process that ends badly after its files has failed with the last of them', async (t) => {
  const { results } = await runTogether(t, {
    'a.test.ts': `import t from 'tap'\nt.pass('fine')`,
    'b.test.ts': `import t from 'tap'\nt.pass('fine')\nprocess.once('exit', () => { process.exitCode = 4 })`,
  })
  t.match(results.at(-1), { file: /b\.test\.ts$/, failed: 1 })
})

/** Works until a fifth of a second of a processor is used. */
const WORK = `
const used = () => process.cpuUsage().user / 1e6
const until = used() + 0.2
while (used() < until);`

t.test('what each file has used of a processor is told, with the processes that it has started', async (t) => {
  const files = {
    'a.test.ts': `import t from 'tap'\nt.pass('idle')`,
    'b.test.ts': `import t from 'tap'\n${WORK}\nt.pass('works')`,
    'c.test.ts': `import { execFileSync } from 'node:child_process'\nimport t from 'tap'
execFileSync(process.execPath, ['-e', ${JSON.stringify(WORK)}])\nt.pass('has others work')`,
  }
  const { results } = await runTogether(t, files)
  const [idle = 0, own = 0, others = 0] = results.map(({ processorSeconds }) => processorSeconds)
  t.ok(own >= 0.2 && own > idle, `${idle} and ${own}`)
  if (process.platform === 'linux') t.ok(others >= 0.2, `${others}`)
  const single = await runTogether(t, { 'b.test.ts': files['b.test.ts'] })
  t.ok(Number(single.results[0]?.processorSeconds) >= 0.2)
})
