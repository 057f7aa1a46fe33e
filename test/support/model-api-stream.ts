import type { OutputItem } from './model-api-replies.ts'

type StreamEvent = Record<string, unknown> & { type: string }

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value : []
}

function messageEvents(item: OutputItem, where: object): StreamEvent[] {
  return list(item.content).flatMap((part, index) => {
    const at = { ...where, content_index: index }
    const text = String(part.text)
    const half = Math.ceil(text.length / 2)
    return [
      { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
      { type: 'response.output_text.delta', ...at, delta: text.slice(0, half) },
      { type: 'response.output_text.delta', ...at, delta: text.slice(half) },
      { type: 'response.output_text.done', ...at, text },
      { type: 'response.content_part.done', ...at, part },
    ]
  })
}

function itemEvents(item: OutputItem, index: number): StreamEvent[] {
  const where = { item_id: item.id, output_index: index }
  if (item.type === 'message') return messageEvents(item, where)
  if (item.type === 'function_call') {
    return [{ type: 'response.function_call_arguments.done', ...where, arguments: item.arguments, name: item.name }]
  }
  if (item.type === 'web_search_call') {
    return ['in_progress', 'searching', 'completed'].map((state) => ({
      type: `response.web_search_call.${state}`,
      ...where,
    }))
  }
  return list(item.summary).map((part, summaryIndex) => {
    return { type: 'response.reasoning_summary_text.done', ...where, summary_index: summaryIndex, text: part.text }
  })
}

/** The events that a streamed response consists of, the last one with the response as a whole. */
export function streamEvents(response: Record<string, unknown>, output: OutputItem[]): StreamEvent[] {
  const started = { ...response, status: 'in_progress', output: [], usage: null, error: null, incomplete_details: null }
  const items = output.flatMap((item, index) => [
    { type: 'response.output_item.added', output_index: index, item },
    ...itemEvents(item, index),
    { type: 'response.output_item.done', output_index: index, item },
  ])
  return [
    { type: 'response.created', response: started },
    { type: 'response.in_progress', response: started },
    ...items,
    { type: `response.${response.status}`, response },
  ].map((event, number) => ({ ...event, sequence_number: number }))
}
