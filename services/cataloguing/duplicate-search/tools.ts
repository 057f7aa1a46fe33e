import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { DuplicateSearchService } from './duplicate-search-service.ts'

const Input = Type.Object(
  {
    search: Type.String({
      description: 'All that is known of the part: part number, maker, kind of part, package, key ratings',
    }),
  },
  { additionalProperties: false },
)
type Input = Static<typeof Input>

/** The tool with which a model checks whether a part is in the inventory already. */
export function findDuplicatesTool(duplicates: DuplicateSearchService): AiTool {
  return {
    name: 'find_duplicates',
    description:
      'Looks whether a part is in the inventory already. Answers {matches: [{part_key, confidence, reasoning}]}: ' +
      '"high" is the same part, "medium" one that may be. An empty list means that there is none.',
    inputSchema: Input,
    async execute(input, progress, signal) {
      const { search }: Input = Value.Parse(Input, input)
      progress.sendProgressText('Looking for parts like it in the inventory')
      return { matches: await duplicates.find(search, signal) }
    },
  }
}
