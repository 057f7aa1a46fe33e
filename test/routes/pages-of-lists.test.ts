import type { FastifyInstance, LightMyRequestResponse } from 'fastify'
import t, { type Test } from 'tap'
import { buildApp } from '../support/build-app.ts'

/** The names on the pages of a list, from the first to that without a link. */
async function readPages(t: Test, app: FastifyInstance, first: string): Promise<string[][]> {
  const pages: string[][] = []
  let url: string | undefined = first
  while (url !== undefined) {
    const answer: LightMyRequestResponse = await app.inject(url)
    t.equal(answer.statusCode, 200, url)
    pages.push(answer.json().map(({ name }: { name: string }) => name))
    url = /^<([^>]+)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1]
  }
  return pages
}

const NAMES = Array.from({ length: 7 }, (_, n) => `Number ${n}`)
/** Three at a time have the same moment: then the id decides. */
const SAME_MOMENTS = `updated_at = timestamptz '2026-01-01 00:00:00.123456Z' + (id / 3) * interval '1 microsecond'`

for (const { table, path, rest } of [
  { table: 'kits', path: '/api/kits', rest: '&status=active&query=number' },
  { table: 'shopping_lists', path: '/api/shopping-lists', rest: '&include_done=yes&status=active&status=done' },
] as const) {
  t.test(`${path}: pages follow their links, each record once`, async (t) => {
    const app = await buildApp(t)
    for (const name of NAMES) await app.inject({ method: 'POST', url: path, payload: { name } })
    await app.db.query(`alter table ${table} disable trigger user`)
    await app.db.query(`update ${table} set ${SAME_MOMENTS}`)
    const whole = await readPages(t, app, path)
    t.equal(whole.length, 1, 'without a limit all of them are one page')
    t.same(whole.flat(), NAMES.toReversed())
    const pages = await readPages(t, app, `${path}?limit=2${rest}`)
    t.same(
      pages.map(({ length }) => length),
      [2, 2, 2, 1],
    )
    t.same(pages.flat(), NAMES.toReversed())
    t.equal((await readPages(t, app, `${path}?limit=7${rest}`)).length, 2, 'a full page may be the last')
    for (const wrong of ['after=x', 'after=1-2-3', 'after=', 'limit=0']) {
      t.equal((await app.inject(`${path}?${wrong}`)).statusCode, 400, wrong)
    }
  })
}
