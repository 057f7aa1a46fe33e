import type { ResponseFunctionToolCall } from 'openai/resources/responses/responses'
import { Value } from 'typebox/value'
import type { Database } from '../../../plugins/database/database.ts'
import type { Log } from '../../../plugins/log.ts'
import type { Progress } from '../tasks/task.ts'
import { untilReached } from '../tasks/until-reached.ts'
import type { AiTool } from './ai-runner.ts'
import type { KnownAddresses } from './known-addresses.ts'

const MAX_LOGGED = 500

export interface ToolContext {
  tools: readonly AiTool[]
  progress: Progress
  signal: AbortSignal
  addresses: KnownAddresses
  db: Pick<Database, 'query'>
  log: Log
}

function parseArguments(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * Runs the function that the model has called.
 *
 * @returns JSON for the model; wrong calls are answered with an error message, so that the model can correct them.
 * @throws the signal's reason when it aborts.
 */
export async function runToolCall(call: ResponseFunctionToolCall, context: ToolContext): Promise<object> {
  const { tools, progress, signal, addresses, db, log } = context
  const tool = tools.find(({ name }) => name === call.name)
  if (!tool) {
    return { error: `There is no function of this name. Those there are: ${tools.map(({ name }) => name).join(', ')}` }
  }
  log.debug({ tool: tool.name, input: call.arguments.slice(0, MAX_LOGGED) }, 'the model calls a function')
  const input = parseArguments(call.arguments)
  if (input === undefined) return { error: 'The arguments are not valid JSON' }
  const [problem] = Value.Errors(tool.inputSchema, input)
  if (problem)
    return { error: `The arguments do not match the schema: ${problem.instancePath || '/'} ${problem.message}` }
  try {
    const output = await untilReached(db, signal, () => tool.execute(input, progress, signal, addresses))
    if (tool.namesAddresses) addresses.addJson(output)
    return output
  } catch (err) {
    signal.throwIfAborted()
    log.error({ err, tool: tool.name }, 'a function of the model failed')
    return { error: 'The function failed' }
  }
}
