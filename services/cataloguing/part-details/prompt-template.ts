import { readFileSync } from 'node:fs'

/** Fills in a prompt; every placeholder of its template gets a value. */
export type RenderPrompt<Name extends string> = (values: Readonly<Record<Name, string>>) => string

const PLACEHOLDER = /\{\{(\w+)\}\}/g

/**
 * A prompt that is kept in a file, with `{{name}}` where a value goes. The file is read once, at the first use. A value
 * is inserted unchanged: placeholders in a value are not replaced.
 *
 * @param file the template, for example `new URL('./prompt.md', import.meta.url)`.
 * @returns a function that throws for a placeholder that it has no value for.
 */
export function promptTemplate<Name extends string = never>(file: URL): RenderPrompt<Name> {
  let template: string | undefined
  return (values) => {
    template ??= readFileSync(file, 'utf8').trimEnd()
    const known = new Map<string, string>(Object.entries(values))
    return template.replaceAll(PLACEHOLDER, (_placeholder, name: string) => {
      const value = known.get(name)
      if (value === undefined) throw new Error(`No value for {{${name}}} of the prompt`)
      return value
    })
  }
}
