import type { TSchema } from 'typebox'
import { describeAllowed, type ValueSchema } from '../../plugins/config/parse.ts'
import { topics } from '../../plugins/config/variables.ts'

const HEAD = `# Configuration

Every setting is an environment variable. A file \`.env\` in the working directory is read as well; the process
environment rules over it. An empty value counts as not set. Wrong values stop the start, all of them reported at once.
With nothing set the service runs: embedded PostgreSQL and files under \`./data\`, reachable from this machine only.

This page is written by \`npm run docs\` from the schema in \`plugins/config/topics/\`.
`

function defaultText(value: unknown): string {
  if (value === null || value === '') return '–'
  return `\`${typeof value === 'object' ? JSON.stringify(value) : String(value)}\``
}

function row(name: string, schema: TSchema): string {
  const { description = '', default: byDefault }: ValueSchema = schema
  const cells = [`\`${name}\``, describeAllowed(schema), defaultText(byDefault), description]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

/** The page that lists every variable by topic: what is allowed, the default, and what it does. */
export function renderConfigurationPage(): string {
  const sections = topics.map((topic) => {
    const schema: TSchema = topic
    const { title = '' }: ValueSchema = schema
    const rows = Object.entries(topic.properties).map(([name, property]) => row(name, property))
    return [`## ${title}`, '', '| variable | allowed | default | meaning |', '|---|---|---|---|', ...rows, ''].join(
      '\n',
    )
  })
  return [HEAD, ...sections].join('\n')
}
