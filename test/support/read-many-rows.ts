import { getHeapSpaceStatistics } from 'node:v8'
import { ormOptions } from '../../mikro-orm.config.ts'
import { connectDatabase } from '../../plugins/database/connect.ts'

/*
 * A program that reads 20 MB of rows from a database, statement after statement in one transaction, and prints by how many
 * bytes that makes the old objects more. It needs `--expose-gc`.
 */

const STATEMENTS = 400
const ROWS = `select repeat('x', 500) || n as text from generate_series(1, 100) n`

const [, , databaseUrl = ''] = process.argv
const { db, close } = await connectDatabase({
  databaseUrl,
  dataDir: '',
  poolMax: 1,
  poolTimeoutSeconds: 10,
  ormOptions,
})

function oldObjects(): number {
  return getHeapSpaceStatistics().find(({ space_name: name }) => name === 'old_space')?.space_used_size ?? 0
}

async function read(): Promise<void> {
  await db.transaction(async (unit) => {
    for (let statement = 0; statement < STATEMENTS; statement++) await unit.query(ROWS)
  })
}

await read()
globalThis.gc?.()
const before = oldObjects()
await read()
console.log(oldObjects() - before)
await close()
