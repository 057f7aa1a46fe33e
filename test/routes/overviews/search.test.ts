import type { FastifyInstance } from 'fastify'
import t from 'tap'
import type { PartSearchResult } from '../../../services/overviews/part-search/schemas.ts'
import { buildApp } from '../../support/build-app.ts'
import { EXAMPLE_PARTS } from '../../support/search-catalogue/catalogue.ts'
import { loadCatalogue } from '../../support/search-catalogue/load-catalogue.ts'
import { EXAMPLE_QUERIES, REFUSED_QUERIES } from '../../support/search-catalogue/queries.ts'

function searcher(app: FastifyInstance) {
  return async (q: string, parameters: Record<string, string> = {}): Promise<PartSearchResult> => {
    const answer = await app.inject({ url: '/api/parts/search', query: { q, limit: '100', ...parameters } })
    if (answer.statusCode !== 200) throw new Error(`${q}: ${answer.statusCode} ${answer.body}`)
    return answer.json()
  }
}

function keysOf({ items }: PartSearchResult): string[] {
  return items.map(({ part }) => part.key)
}

t.test('the example queries find what they must', async (t) => {
  const app = await buildApp(t)
  await loadCatalogue(app, EXAMPLE_PARTS)
  const search = searcher(app)

  for (const { queries, hits, isOrdered, never, last, strength, typo, note, without } of EXAMPLE_QUERIES) {
    for (const q of queries) {
      await t.test(q, async (t) => {
        const found = await search(q)
        const keys = keysOf(found)
        const expected = hits === undefined ? EXAMPLE_PARTS.map(({ key }) => key) : hits.split(' ').filter(Boolean)
        if (isOrdered) t.strictSame(keys, expected)
        else t.strictSame([...keys].sort(), [...expected].sort())
        t.strictSame(found.total, { value: expected.length, exact: true })
        for (const key of never?.split(' ') ?? []) t.notOk(keys.includes(key), `${key} is not found`)
        if (last) t.equal(keys.at(-1), last)
        if (strength)
          t.ok(
            found.items.every((item) => item.strength === strength),
            `all are ${strength}`,
          )
        if (typo) {
          const words = found.interpreted.terms.flatMap(({ fallback }) =>
            fallback?.kind === 'typo' ? fallback.words : [],
          )
          t.strictSame(words, [typo])
        }
        if (note)
          t.strictSame(
            found.interpreted.notes.map(({ code }) => code),
            [note],
          )
        if (without) {
          t.strictSame(
            found.alternatives.map((each) => [each.without, each.total]),
            without,
          )
          for (const each of found.alternatives) t.equal((await search(each.q)).total.value, each.total, each.q)
        }
      })
    }
  }

  for (const q of REFUSED_QUERIES) {
    const answer = await app.inject({ url: '/api/parts/search', query: { q } })
    t.equal(answer.statusCode, 400, q)
    t.match(answer.json(), { code: 'VALIDATION_FAILED', details: { errors: [{ field: 'q' }] } }, q)
  }
})
