import type { Response } from 'openai/resources/responses/responses'
import type { Static, TSchema } from 'typebox'
import { Value } from 'typebox/value'
import { AiError } from './ai-runner.ts'

/** The text of the model's answer, and the value that it is as JSON. */
export interface StructuredAnswer<Parsed> {
  outputText: string
  parsed: Parsed
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AiError('The model gave an answer that is no JSON', { kind: 'invalid_answer', cause })
  }
}

/**
 * Reads the model's last response.
 *
 * @throws AiError when there is no text in it, or the text does not match the schema.
 */
export function readAnswer<Answer extends TSchema>(
  { output, status }: Response,
  schema: Answer,
): StructuredAnswer<Static<Answer>> {
  const parts = output.flatMap((item) => (item.type === 'message' ? item.content : []))
  const outputText = parts.map((part) => (part.type === 'output_text' ? part.text : '')).join('')
  if (parts.some(({ type }) => type === 'refusal')) throw new AiError('The model refused to answer')
  if (outputText === '') throw new AiError(`The model gave no answer (${status ?? 'empty'})`)
  const parsed = parseJson(outputText)
  if (!Value.Check(schema, parsed)) {
    const [problem] = Value.Errors(schema, parsed)
    const cause = new Error(`${problem?.instancePath || '/'} ${problem?.message}`)
    throw new AiError('The model gave an answer of the wrong form', { kind: 'invalid_answer', cause })
  }
  return { outputText, parsed }
}
