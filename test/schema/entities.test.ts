import { MikroORM } from '@mikro-orm/postgresql'
import t from 'tap'
import { ormOptions } from '../../mikro-orm.config.ts'
import { createPool } from '../../plugins/database/pool.ts'
import { createClient } from '../../plugins/database/query-builder.ts'
import { createTestDatabase } from '../support/test-database.ts'

t.test(
  'the entities describe the schema that the migrations make, so the schema commands change nothing',
  async (t) => {
    const pool = createPool({ databaseUrl: await createTestDatabase(t), poolMax: 2, poolTimeoutSeconds: 5 })
    const client = createClient(pool)
    const orm = new MikroORM(ormOptions(client))
    t.teardown(async () => {
      await orm.close(true)
      await client.destroy()
    })

    t.equal((await orm.schema.getUpdateSchemaSQL({ wrap: false })).trim(), '')
  },
)
