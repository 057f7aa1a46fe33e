/** One item of a response's output, as the API sends it. */
export type OutputItem = Record<string, unknown> & { type: string }

export interface Usage {
  input: number
  cached: number
  output: number
  reasoning: number
}

/** The model's part of a round; `status`, `error` and `incomplete` as they stand in the response. */
export interface Round {
  output: OutputItem[]
  status?: 'completed' | 'failed' | 'incomplete'
  error?: { code: string; message: string }
  incompleteReason?: string
  usage?: Usage | null
}

/** What a request is answered with. */
export type Reply =
  | ({ kind: 'round' } & Round)
  | { kind: 'status'; status: number; body: unknown; headers: Record<string, string> }
  | { kind: 'malformed' }
  | { kind: 'dropped' }
  | { kind: 'cut off'; round: Round }
  | { kind: 'silent' }

const USAGE: Usage = { input: 1000, cached: 200, output: 100, reasoning: 40 }

let serial = 0

const nextId = (prefix: string) => `${prefix}_${++serial}`

/** A message with this text. */
export function message(text: string): OutputItem {
  const content = [{ type: 'output_text', text, annotations: [] }]
  return { type: 'message', id: nextId('msg'), role: 'assistant', status: 'completed', content }
}

/** The model has searched the web; each is one entry of the bill. @param found addresses of the result page. */
export function webSearch(query: string, found: readonly string[] = []): OutputItem {
  const action = { type: 'search', query, sources: found.map((url) => ({ type: 'url', url })) }
  return { type: 'web_search_call', id: nextId('ws'), status: 'completed', action }
}

/** The model tells what it has thought about. */
export function reasoning(summary: string): OutputItem {
  return { type: 'reasoning', id: nextId('rs'), summary: [{ type: 'summary_text', text: summary }] }
}

/** The model calls a function. @param input an object, or text that is sent as it is. */
export function functionCall(name: string, input: object | string): OutputItem {
  const text = typeof input === 'string' ? input : JSON.stringify(input)
  return {
    type: 'function_call',
    id: nextId('fc'),
    call_id: nextId('call'),
    name,
    arguments: text,
    status: 'completed',
  }
}

/** A round that ended well with these items. */
export function round(output: OutputItem[], usage: Partial<Usage> | null = {}): Reply {
  return { kind: 'round', output, usage: usage && { ...USAGE, ...usage } }
}

/** The final, structured answer. @param value JSON. @param usage tokens that differ from 1000/200/100/40. */
export function answer(value: unknown, usage: Partial<Usage> | null = {}): Reply {
  return round([message(JSON.stringify(value))], usage)
}

/** A round in which the model calls functions. */
export function calls(...items: [name: string, input: object | string][]): Reply {
  return round(items.map(([name, input]) => functionCall(name, input)))
}

/** The API refuses or fails. @param retryAfter seconds, for the header; 0 has the client try again at once. */
export function failure(
  status: number,
  { retryAfter, code = 'test_error' }: { retryAfter?: number; code?: string } = {},
): Reply {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  return {
    kind: 'status',
    status,
    headers,
    body: { error: { message: `scripted ${status}`, type: 'test', code, param: null } },
  }
}

/** The response arrives, and says that the model has failed. */
export function failed(code: string, reason: string): Reply {
  return { kind: 'round', output: [], status: 'failed', error: { code, message: reason }, usage: null }
}

/** The model was stopped in the middle of its answer. */
export function incomplete(incompleteReason: string): Reply {
  return { kind: 'round', output: [message('{"cut')], status: 'incomplete', incompleteReason, usage: USAGE }
}

/** What comes is no JSON. */
export const malformed: Reply = { kind: 'malformed' }

/** The connection breaks before there is an answer. */
export const dropped: Reply = { kind: 'dropped' }

/** The connection breaks in the middle of the answer. */
export function cutOff(value: unknown): Reply {
  return { kind: 'cut off', round: { output: [message(JSON.stringify(value))], usage: USAGE } }
}

/** No answer comes until the caller gives up. */
export const silent: Reply = { kind: 'silent' }
