import { once } from 'node:events'
import { createServer } from 'node:net'
import t from 'tap'
import { Client } from '../../../plugins/database/client.ts'
import { DEFAULT_LIMITS } from '../../../plugins/database/limits.ts'
import { createPool } from '../../../plugins/database/pool.ts'
import { openConnection } from '../../../plugins/database/single-connection.ts'

/** A message of PostgreSQL's protocol. */
function message(type: string, body: Buffer): Buffer {
  const head = Buffer.from(`${type}....`)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

/** What a server sends that lets somebody in and ends in the same moment. */
const LET_IN_AND_DROPPED = Buffer.concat([
  message('R', Buffer.alloc(4)),
  message('Z', Buffer.from('I')),
  message('E', Buffer.from('SFATAL\0C57P01\0Mterminating connection due to unexpected postmaster exit\0\0')),
])

t.test(
  'a connection that is dropped in the moment in which it is ready fails its statements, and nothing else',
  async (t) => {
    const server = createServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(LET_IN_AND_DROPPED))
    }).listen(0, '127.0.0.1')
    t.teardown(() => server.close())
    await once(server, 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    const databaseUrl = `postgresql://postgres@127.0.0.1:${address.port}/inventory`

    const client = new Client({ connectionString: databaseUrl })
    await client.connect()
    await t.rejects(client.query('select 1'))
    await t.rejects(
      openConnection({ databaseUrl, applicationName: 'test', limits: DEFAULT_LIMITS, poolTimeoutSeconds: 60 }),
    )
    const pool = createPool({ databaseUrl, poolMax: 2, poolTimeoutSeconds: 60 })
    await t.rejects(pool.query('select 1'))
    await pool.end()
  },
)
