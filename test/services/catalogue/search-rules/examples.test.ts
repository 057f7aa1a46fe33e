import t from 'tap'
import { EXAMPLE_PARTS } from '../../../support/search-catalogue/catalogue.ts'
import { EXAMPLE_QUERIES, REFUSED_QUERIES } from '../../../support/search-catalogue/queries.ts'
import { ReferenceSearch } from '../../../support/search-catalogue/reference-search.ts'

const SEARCH = new ReferenceSearch(EXAMPLE_PARTS)

function keys(list: string): string[] {
  return list.split(' ').filter((key) => key !== '')
}

for (const example of EXAMPLE_QUERIES) {
  for (const q of example.queries) {
    t.test(`finds by ${q} what it should`, async (t) => {
      const { hits, interpreted, refused, alternatives } = SEARCH.search(q)
      const found = hits.map(({ key }) => key)
      t.same(refused, [])
      if (example.hits === undefined) t.equal(found.length, EXAMPLE_PARTS.length)
      else if (example.isOrdered) t.same(found, keys(example.hits))
      else t.same(found.toSorted(), keys(example.hits).toSorted())
      for (const key of keys(example.never ?? '')) t.notOk(found.includes(key), `${key} is no hit`)
      if (example.last) t.equal(found.at(-1), example.last)
      if (example.strength)
        t.ok(
          hits.every(({ strength }) => strength === example.strength),
          `all are ${example.strength}`,
        )
      if (example.note) t.ok(interpreted.notes.some(({ code }) => code === example.note))
      if (example.typo)
        t.same(
          interpreted.terms.flatMap(({ fallback }) => fallback?.words ?? []),
          [example.typo],
        )
      if (example.without)
        t.same(
          alternatives.map(({ without, total }) => [without, total]),
          example.without,
        )
    })
  }
}

for (const q of REFUSED_QUERIES) {
  t.test(`refuses ${q} and shows a right form`, async (t) => {
    const { refused } = SEARCH.search(q)
    t.equal(refused.length, 1)
    t.match(refused[0], /write it like/)
  })
}
