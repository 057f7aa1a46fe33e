import type { FastifyInstance } from 'fastify'
import type t from 'tap'

/** What the tests read of an answer. */
export interface Answer {
  statusCode: number
  json(): Record<string, never> & { error: string; code?: string; id: number }
}

/** Short ways to call the API of an app. */
export function client(app: FastifyInstance) {
  const send = (method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object): Promise<Answer> =>
    app.inject({ method, url: `/api${url}`, ...(payload === undefined ? {} : { payload }) })
  return {
    send,
    read: async (url: string) => (await app.inject(`/api${url}`)).json(),
    status: async (url: string) => (await app.inject(`/api${url}`)).statusCode,
  }
}

/** Checks that each request is refused with this status and this text. */
export async function refuses(t: Tap, cases: [string, Promise<Answer>, number, string | RegExp][]): Promise<void> {
  for (const [what, request, status, error] of cases) {
    const answer = await request
    t.equal(answer.statusCode, status, what)
    t.match(answer.json(), { error, details: { message: String } }, what)
  }
}

type Tap = Pick<typeof t, 'equal' | 'match'>

/** Adds sellers with a website each. */
export async function addSellers({ db }: FastifyInstance, ...names: string[]): Promise<void> {
  for (const name of names) {
    await db.query('insert into sellers (name, website) values ($1, $2)', [name, `https://${name.toLowerCase()}.com`])
  }
}
