import Fastify, { type FastifyInstance } from 'fastify'
import pg from 'pg'
import { PART_DETAIL } from '../../services/catalogue/parts/statements.ts'
import { PART_PAGES } from '../../services/overviews/part-list/statements.ts'
import { ADD_STOCK } from '../../services/stock/inventory/statements.ts'
import { newOperation } from '../../services/stock/operations/operation.ts'
import { operationValue } from '../../services/stock/operations/operation-sql.ts'

/** Runs a statement as cheaply as the driver can: prepared on its connection, rows as arrays. */
export function prepared(name: string, text: string, pool: pg.Pool) {
  return (values: unknown[]) => pool.query<unknown[]>({ name, text, values, rowMode: 'array' })
}

/** Names the columns of rows that came as arrays. */
function named({ fields, rows }: pg.QueryArrayResult<unknown[]>): Record<string, unknown>[] {
  const names = fields.map(({ name }) => name)
  return rows.map((row) => Object.fromEntries(names.map((name, n) => [name, row[n]])))
}

/** The least that can answer the same: Fastify, the driver, the same SQL, prepared. */
export async function startFloor(
  databaseUrl: string,
  poolSize: number,
): Promise<{ instance: FastifyInstance; url: string }> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: poolSize })
  const [detail, page] = [prepared('detail', PART_DETAIL.text, pool), prepared('page', PART_PAGES.all.text, pool)]
  const add = prepared('add', ADD_STOCK.text, pool)
  const instance = Fastify()
  instance.get<{ Params: { key: string } }>('/api/parts/:key', async ({ params }) => {
    return named(await detail([params.key]))[0]
  })
  instance.get<{ Querystring: { limit: string } }>('/api/parts', async ({ query }) => {
    return named(await page([Number(query.limit), 0]))
  })
  instance.post<{ Params: { key: string }; Body: { box_no: number; loc_no: number; qty: number } }>(
    '/api/inventory/parts/:key/stock',
    async ({ params, body }, reply) => {
      const operation = operationValue(newOperation({ reason: 'add' }))
      const { rows } = await add([params.key, body.box_no, body.loc_no, body.qty, operation, null, null])
      return reply.code(201).send({ key: params.key, box_no: body.box_no, loc_no: body.loc_no, qty: rows[0]?.[2] })
    },
  )
  instance.addHook('onClose', () => pool.end())
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}
