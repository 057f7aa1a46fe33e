import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

const ProgramOptions = Type.Object({
  /** Patterns of test files. */
  files: Type.Array(Type.String()),
  /** Whether they run the service, which is loaded once; otherwise all modules are loaded anew for each change. */
  runsService: Type.Boolean(),
  /** How many of a hundred changes are tried. */
  percent: Type.Number({ minimum: 0, maximum: 100 }),
})

export type ProgramOptions = Static<typeof ProgramOptions>

/** What the options of Stryker may have beside its own. */
export const OPTIONS_SCHEMA = Type.Object({ programs: ProgramOptions })

export function programOptions(options: unknown): ProgramOptions {
  return Value.Parse(OPTIONS_SCHEMA, options).programs
}
