import { execFile } from 'node:child_process'
import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'

t.test('npm ci on an older Node greets nobody with warnings', async (t) => {
  const folder = t.testdir({ 'old.cjs': "Object.defineProperty(process, 'version', { value: 'v20.20.2' })" })
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) await copyFile(file, join(folder, file))
  const { PATH = '', HOME = '' } = process.env
  const { stdout, stderr } = await promisify(execFile)('npm', ['ci', '--dry-run', '--offline'], {
    cwd: folder,
    env: { PATH, HOME, NODE_OPTIONS: `--require ${join(folder, 'old.cjs')}` },
  })
  t.match(stdout, /^added \d+ packages/m)
  t.equal(stderr, '')
})
