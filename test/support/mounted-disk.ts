import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'

const run = promisify(execFile)

/**
 * Mounts a file system of this test's own.
 *
 * @param options of `mount`, such as `size=8m`.
 * @returns its folder; null where this user may not mount.
 */
export async function mountDisk(t: Test, options: string): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'inventory-disk-'))
  t.teardown(() => rmdir(folder))
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' })
  } catch {
    t.comment('skipped: this user may not mount')
    return null
  }
  t.teardown(async () => {
    await run('umount', ['--lazy', folder])
  })
  return folder
}
