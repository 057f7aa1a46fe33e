import Fastify, { type FastifyInstance } from 'fastify'
import type pg from 'pg'
import { ADD_STOCK } from '../../services/stock/inventory/statements.ts'
import { newOperation } from '../../services/stock/operations/operation.ts'
import { operationValue } from '../../services/stock/operations/operation-sql.ts'
import type { Pile } from '../service.ts'

/** Adds a piece with the same statement, in a transaction of the bare driver. */
export async function addInTransaction(pool: pg.Pool, { key, box_no, loc_no }: Pile): Promise<unknown[] | undefined> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const operation = operationValue(newOperation({ reason: 'add' }))
    const values = [key, box_no, loc_no, 1, operation, null, null]
    const { rows } = await client.query<unknown[]>({ name: 'add', text: ADD_STOCK.text, values, rowMode: 'array' })
    await client.query('commit')
    return rows[0]
  } finally {
    client.release()
  }
}

/** The same behind a route of bare Fastify. */
export async function startTransactionFloor(pool: pg.Pool): Promise<{ instance: FastifyInstance; url: string }> {
  const instance = Fastify()
  instance.post<{ Params: { key: string }; Body: Omit<Pile, 'key'> }>(
    '/api/inventory/parts/:key/stock',
    async ({ params: { key }, body }, reply) => {
      const row = await addInTransaction(pool, { key, ...body })
      return reply.code(201).send({ key, box_no: body.box_no, loc_no: body.loc_no, qty: row?.[2] })
    },
  )
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}
