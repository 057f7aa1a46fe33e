import { isDeepStrictEqual } from 'node:util'
import { Value } from 'typebox/value'
import { describeSettings } from './describe-settings.ts'
import type { ValueSchema } from './parse.ts'
import type { Settings } from './settings.ts'
import { settingName, variables } from './variables.ts'

/** A setting that is in force, fit to be shown: secrets, and passwords in addresses, are `***`. */
export interface ShownSetting {
  /** That of the environment variable. */
  name: string
  value: string | null
  description: string
  /** Whether it is what it would be if nobody had set it. */
  isDefault: boolean
}

function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Every setting that is in force, in the order of the configuration page. */
export function listSettings(settings: Settings): ShownSetting[] {
  const shown = describeSettings(settings)
  const real: Readonly<Record<string, unknown>> = { ...settings }
  return Object.entries(variables.properties).map(([name, schema]) => {
    const { description = '' }: ValueSchema = schema
    const setting = settingName(name)
    const usual: unknown = Value.Default(schema, undefined)
    const isDefault = isDeepStrictEqual(textOf(real[setting]), textOf(usual))
    return { name, value: textOf(shown[setting]), description, isDefault }
  })
}
