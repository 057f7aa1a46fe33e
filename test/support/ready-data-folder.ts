import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Test } from 'tap'
import { until } from './until.ts'

/** Set by the test command to a folder in which test files share what one of them has made. */
export const SHARED_FOLDER_VARIABLE = 'TEST_SHARED_FOLDER'

let ownFolder: Promise<string> | undefined

/** The folder of the test command, or one that ends with this test file. */
async function sharedFolder(): Promise<string> {
  const shared = process.env[SHARED_FOLDER_VARIABLE]
  if (shared) return shared
  if (!ownFolder) {
    ownFolder = mkdtemp(join(tmpdir(), 'inventory-test-'))
    const [folder, { default: tap }] = await Promise.all([ownFolder, import('tap')])
    tap.teardown(() => rm(folder, { recursive: true, force: true }))
  }
  return ownFolder
}

async function claims(folder: string): Promise<boolean> {
  return mkdir(folder).then(
    () => true,
    () => false,
  )
}

/** Makes a data folder with a database that is migrated and empty. */
async function makeDataFolder(folder: string): Promise<void> {
  // Most processes only copy it: these modules are most of the service.
  const [{ startEmbeddedServer }, { migrateDatabase }] = await Promise.all([
    import('../../plugins/embedded-postgres/index.ts'),
    import('./test-server.ts'),
  ])
  const server = await startEmbeddedServer({ dataDir: folder, flags: { fsync: 'off' } })
  await migrateDatabase(server.url).finally(() => server.stop())
}

/** The path of the one that is copied. The first test of a run that asks makes it, and the others wait. */
async function dataFolderToCopy(): Promise<string> {
  const shared = await sharedFolder()
  const made = join(shared, 'data')
  const draft = join(shared, 'draft')
  const claim = join(shared, 'claim')
  let isMine = false
  await until(async () => {
    if (existsSync(made)) return true
    isMine = await claims(claim)
    return isMine
  })
  if (!isMine) return made
  try {
    await makeDataFolder(draft)
    await rename(draft, made)
    return made
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    await rmdir(claim)
    throw error
  }
}

/**
 * A data folder of the test's own, on which a service was ready before and has ended: it starts there in a moment. A test of
 * the first start of all takes an empty folder.
 */
export async function readyDataFolder(t: Test): Promise<string> {
  const from = await dataFolderToCopy()
  const folder = t.testdir()
  // The files belong to the account of the server, which only this keeps.
  await promisify(execFile)('cp', ['-a', `${from}/.`, folder])
  return folder
}
