import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { DomainError } from '../../../plugins/errors/domain-error.ts'
import type { Log } from '../../../plugins/log.ts'
import type { PartSearch, SearchHit } from '../../stock/part-search/part-search.ts'
import type { AiTool } from '../../work/ai-runner/ai-runner.ts'

const MAX_HITS = 20
/** Characters of a description that a model gets to see. */
const MAX_DESCRIPTION = 300

const Input = Type.Object(
  {
    text: Type.String({
      description:
        'One line, all words of which a part must match: part number, value, package, kind, maker, place, filters such ' +
        'as type:resistor, package:0603, stock:>0. Few words find more.',
    }),
    limit: Type.Integer({ minimum: 1, maximum: MAX_HITS, description: 'The most parts to answer' }),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

function shown({ part, key, strength }: SearchHit) {
  return {
    part_key: key,
    part_number: part.manufacturer_code,
    description: part.description.slice(0, MAX_DESCRIPTION),
    maker: part.manufacturer,
    package: part.package,
    stock: part.total_quantity,
    match: strength,
  }
}

/** The tool that lets a model search the inventory as people do. */
export function findPartsTool(search: Pick<PartSearch, 'search'>, log: Log): AiTool {
  return {
    name: 'find_parts',
    description:
      'Searches the inventory with one line of text and answers {total, parts: [{part_key, part_number, description, ' +
      'maker, package, stock, match}]}, best first. match says how: "equal" the number itself, "whole" and "start" ' +
      'words, "family" a relative, "typo" a corrected word. Use it to see how similar parts are recorded.',
    inputSchema: Input,
    async execute(input, progress, signal) {
      const { text, limit }: Input = Value.Parse(Input, input)
      progress.sendProgressText('Searching the inventory')
      signal.throwIfAborted()
      try {
        const answer = await search.search({
          q: text,
          limit,
          cursor: null,
          sort: 'relevance',
          facets: [],
          isInternal: true,
        })
        const { total, hits, alternatives } = answer
        const shorter = alternatives.map(({ q, total: count }) => ({ text: q, total: count }))
        return { total: total.value, parts: hits.map(shown), ...(shorter.length > 0 ? { try_instead: shorter } : {}) }
      } catch (error) {
        signal.throwIfAborted()
        if (error instanceof DomainError) return { error: error.message }
        log.error({ err: error }, 'a model could not search the inventory')
        return { error: 'The inventory cannot be searched now' }
      }
    },
  }
}
