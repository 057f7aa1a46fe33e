import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import type { AiTool } from '../../work/ai-runner/ai-runner.ts'
import type { MouserService } from './mouser-service.ts'

/** Greatest number of parts in an answer of the API. */
const KEYWORD_RECORDS = 50

const PartNumberInput = Type.Object(
  { part_number: Type.String({ description: "The maker's part number, or Mouser's" }) },
  { additionalProperties: false },
)
const KeywordInput = Type.Object(
  { keyword: Type.String({ description: 'A few words, such as a number, a maker and a kind of part' }) },
  { additionalProperties: false },
)

type PartNumberInput = Static<typeof PartNumberInput>
type KeywordInput = Static<typeof KeywordInput>

/** The tools with which a model searches at Mouser; none when the search is off. */
export function mouserTools(mouser: MouserService): AiTool[] {
  if (!mouser.enabled) return []
  return [
    {
      name: 'search_mouser_by_part_number',
      description:
        'Looks a part number up in the catalogue of the distributor Mouser. Answers {parts, total_results, error}: ' +
        'number, manufacturer, description, product page, datasheet, category, lead time and lifecycle of each part.',
      inputSchema: PartNumberInput,
      namesAddresses: true,
      async execute(input, progress, signal) {
        const { part_number }: PartNumberInput = Value.Parse(PartNumberInput, input)
        progress.sendProgressText(`Looking ${part_number.slice(0, 100)} up at Mouser`)
        return mouser.searchByPartNumber(part_number, signal)
      },
    },
    {
      name: 'search_mouser_by_keyword',
      description:
        `Searches the catalogue of the distributor Mouser by words, for parts whose number is not known or was not found. Answers at most ${KEYWORD_RECORDS} parts ` +
        'as {parts, total_results, error}, the same fields as for a part number.',
      inputSchema: KeywordInput,
      namesAddresses: true,
      async execute(input, progress, signal) {
        const { keyword }: KeywordInput = Value.Parse(KeywordInput, input)
        progress.sendProgressText(`Searching Mouser for ${keyword.slice(0, 100)}`)
        return mouser.searchByKeyword(keyword, signal, { records: KEYWORD_RECORDS })
      },
    },
  ]
}
