import { variables } from '../../plugins/config/variables.ts'

const KNOWN = new Set([...Object.keys(variables.properties), 'FASTIFY_LOG_LEVEL', 'NODE_ENV', 'NODE_OPTIONS'])

/** Those names that the service does not read. */
export function unknownSettings(names: Iterable<string>): string[] {
  return [...names].filter((name) => !KNOWN.has(name))
}
