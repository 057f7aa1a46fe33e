import type { TSchema } from 'typebox'
import { describeAllowed, type ValueSchema } from './parse.ts'
import { topics } from './variables.ts'

function defaultText(value: unknown): string {
  if (value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

function renderVariable(name: string, schema: TSchema): string {
  const { description, default: byDefault }: ValueSchema = schema
  return `# ${description}
# Allowed: ${describeAllowed(schema)}
# ${name}=${defaultText(byDefault)}
`
}

/** The text of the sample environment file: every variable, commented out, with its default. */
export function renderEnvExample(): string {
  const sections = topics.map((topic) => {
    const schema: TSchema = topic
    const { title }: ValueSchema = schema
    return [
      `## ${title}\n`,
      ...Object.entries(topic.properties).map(([name, schema]) => renderVariable(name, schema)),
    ].join('\n')
  })
  const head = '# Copy this file to .env and uncomment what you change. Variables of the process rule over the file.\n'
  return [head, ...sections].join('\n')
}
