import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import t from 'tap'
import { createTestDatabase } from '../../support/test-database.ts'

const PROGRAM = 'test/support/read-many-rows.ts'
/** The young objects have so little room, as in the service, that they are looked through often. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=4']
const MOST_BYTES = 5_000_000

t.test('rows of one statement after the other do not stay in memory until all of it is looked through', async (t) => {
  const databaseUrl = await createTestDatabase(t)
  const { stdout } = await promisify(execFile)(process.execPath, [...FLAGS, PROGRAM, databaseUrl])
  const bytes = Number(stdout)
  t.comment(`${bytes} bytes`)
  t.ok(bytes < MOST_BYTES, `${bytes} of 20,000,000 bytes`)
})
