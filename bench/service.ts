import Fastify, { type FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'
import app, { options } from '../app.ts'

/** A part and a location where it lies. */
export interface Pile {
  key: string
  box_no: number
  loc_no: number
}

/** Starts the service in this process; its poller rests. */
export async function startService(
  databaseUrl: string,
  dataDir: string,
  { dbPoolSize }: { dbPoolSize: number },
): Promise<{ instance: FastifyInstance; url: string }> {
  const instance = Fastify({ ...options, logger: false })
  const settings = { databaseUrl, dataDir, dbPoolSize, dbPoolMaxOverflow: 0, metricsUpdateInterval: 3600 }
  await instance.register(fp(app), { settings })
  return { instance, url: await instance.listen({ port: 0, host: '127.0.0.1' }) }
}

/** Some piles, spread over the stock. @param every which of them: each so many. */
export async function readPiles({ db }: FastifyInstance, every: number): Promise<Pile[]> {
  return db.query<Pile>(
    `select p.key, l.box_no, l.loc_no from part_locations l join parts p on p.id = l.part_id
      where l.id % $1::int = 0 order by l.id limit 1000`,
    [every],
  )
}
