import t from 'tap'
import { entityTag, versionOfTag } from '../../../plugins/entity-tags/entity-tag.ts'
import { ifMatch, StaleVersionError } from '../../../plugins/entity-tags/precondition.ts'
import { parseTags } from '../../../plugins/entity-tags/tag-list.ts'
import { RequestValidationError } from '../../../plugins/errors/validation-error.ts'

t.test('a tag is strong, holds the version, and differs with the rest', async (t) => {
  const tag = entityTag({ version: 12 }, 'a')
  t.match(tag, /^"12-[\w-]{16}"$/)
  t.equal(versionOfTag(tag), 12)
  t.not(tag, entityTag({ version: 12 }, 'b'))
  for (const other of ['"12"', `W/${tag}`, '12-abc', '""', '"-1-a"', '"12-a b"', `"${'9'.repeat(16)}-a"`]) {
    t.equal(versionOfTag(other), null, other)
  }
})

t.test('a header is read as a list of tags', async (t) => {
  const cases: [header: string, tags: string[] | 'any' | null][] = [
    ['*', 'any'],
    [' * ', 'any'],
    ['"a"', ['"a"']],
    ['""', ['""']],
    ['W/"a"', ['W/"a"']],
    ['"a", W/"b" ,\t"c,d"', ['"a"', 'W/"b"', '"c,d"']],
    [', "a",, "b",', ['"a"', '"b"']],
    ['', null],
    [',', null],
    ['a', null],
    ['"a', null],
    ['w/"a"', null],
    ['"a" "b"', null],
    ['"a", *', null],
    ['*, "a"', null],
    ['"a b"', null],
  ]
  for (const [header, tags] of cases) t.strictSame(parseTags(header), tags, header)
})

t.test('only strong tags of this service with the version match', async (t) => {
  const holds = (header: string, version: number) => {
    try {
      ifMatch(header)?.demand({ version })
      return true
    } catch (error) {
      if (error instanceof StaleVersionError) return false
      throw error
    }
  }
  t.equal(holds('"3-abc"', 3), true)
  t.equal(holds('"2-abc", "3-def"', 3), true)
  t.equal(holds('*', 3), true)
  t.equal(holds('"2-abc"', 3), false)
  t.equal(holds('W/"3-abc"', 3), false)
  t.equal(holds('"something-else"', 3), false)
  t.equal(ifMatch(undefined), null)
  t.throws(() => ifMatch('3-abc'), RequestValidationError)
})
