import { Value } from 'typebox/value'
import { type Environment, loadEnvironment } from './environment.ts'
import { describeAllowed, parseVariable } from './parse.ts'
import { findProblems } from './start-up-checks.ts'
import { type SettingValues, settingName, type VariableValues, variables } from './variables.ts'

/** Every setting of the service, resolved and frozen. */
export interface Settings extends Readonly<Omit<SettingValues, 'authMode' | 'basePath' | 'host' | 'migrateOnStart'>> {
  readonly authMode: 'open' | 'own' | 'oidc'
  /** Whether callers have to show who they are. */
  readonly needsSignIn: boolean
  /** Prefix of all addresses in browsers, without a slash at its end; empty when there is none. */
  readonly basePath: string
  readonly host: string
  readonly migrateOnStart: boolean
  readonly isTesting: boolean
  readonly isProduction: boolean
  /** Whether the service runs its own PostgreSQL, because no server is configured. */
  readonly embeddedDatabase: boolean
  /** Greatest number of connections in the database pool. */
  readonly poolMax: number
}

/** Values that rule over the environment's, by the names of the settings. */
export type SettingsOverrides = { readonly [Name in keyof SettingValues]?: SettingValues[Name] | undefined }

/** Thrown when settings are wrong; the message lists all of them. */
export class SettingsError extends Error {
  readonly code = 'INVALID_SETTINGS'
  /** One sentence a problem, each starting with the variable's name. */
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `- ${problem}`).join('\n')}`)
    this.name = 'SettingsError'
    this.problems = problems
  }
}

function collectValues(env: Environment, overrides: Readonly<Record<string, unknown>>) {
  const values: Record<string, unknown> = {}
  const problems = new Map<string, string>()
  for (const [variable, schema] of Object.entries(variables.properties)) {
    const override = overrides[settingName(variable)]
    const text = env[variable]?.trim() ?? ''
    if (override !== undefined) values[variable] = structuredClone(override)
    else if (text === '') values[variable] = Value.Default(schema, undefined)
    else values[variable] = parseVariable(schema, text)
  }
  if (Value.Check(variables, values)) return { usable: values, problems }
  for (const [variable, schema] of Object.entries(variables.properties)) {
    // The value itself is never repeated: it may be a secret that was put into the wrong variable.
    if (!Value.Check(schema, values[variable])) problems.set(variable, `${variable} must be ${describeAllowed(schema)}`)
  }
  // Values that are wrong stand as their defaults meanwhile, so that the other checks can add what they find.
  return { usable: withDefaults(values), problems }
}

/** The path of an address; empty for a text that is none, which other checks refuse. */
function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? ''
}

/** URLs of other programs name their driver beside the protocol. */
function asPostgresUrl(url: string | null): string | null {
  return url?.replace(/^[^:]+:/, 'postgresql:') ?? null
}

function toSettings(values: VariableValues): Settings {
  const named = Object.entries(values).map(([variable, value]) => [
    settingName(variable),
    Array.isArray(value) ? Object.freeze(value) : value,
  ])
  // The keys of SettingValues are those that settingName makes of the keys of VariableValues.
  const settings = Object.fromEntries(named) as SettingValues
  const embeddedDatabase = settings.databaseUrl === null
  const authMode = settings.authMode ?? (settings.oidcEnabled ? 'oidc' : 'open')
  const needsSignIn = authMode !== 'open'
  return Object.freeze({
    ...settings,
    authMode,
    needsSignIn,
    basePath: (settings.basePath ?? pathOf(settings.baseurl)).replace(/\/$/, ''),
    baseurl: URL.parse(settings.baseurl)?.origin ?? settings.baseurl,
    host: settings.host ?? (needsSignIn && settings.appEnv !== 'testing' ? '0.0.0.0' : '127.0.0.1'),
    databaseUrl: asPostgresUrl(settings.databaseUrl),
    databaseReadUrl: asPostgresUrl(settings.databaseReadUrl),
    migrateOnStart: settings.migrateOnStart ?? embeddedDatabase,
    aiTestingMode: settings.aiTestingMode || settings.appEnv === 'testing',
    isTesting: settings.appEnv === 'testing',
    isProduction: settings.appEnv === 'production',
    embeddedDatabase,
    poolMax: settings.dbPoolSize + settings.dbPoolMaxOverflow,
  })
}

/**
 * Reads the settings of the service.
 *
 * @param env variables by name; by default the process environment on top of the file `.env`.
 * @param overrides values that rule over those of `env`.
 * @throws SettingsError that lists every wrong variable by name, with what is allowed.
 */
export function readSettings(env: Environment = loadEnvironment(), overrides: SettingsOverrides = {}): Settings {
  const { usable, problems } = collectValues(env, overrides)
  const settings = toSettings(usable)
  const further = findProblems(settings).filter((problem) => !problems.has(problem.split(' ', 1).join('')))
  const all = [...problems.values(), ...further]
  if (all.length > 0) throw new SettingsError(all)
  return settings
}

function withDefaults(values: Record<string, unknown>): VariableValues {
  const usable = Object.fromEntries(
    Object.entries(variables.properties).map(([variable, schema]) => {
      const value = values[variable]
      return [variable, Value.Check(schema, value) ? value : Value.Default(schema, undefined)]
    }),
  )
  return Value.Parse(variables, usable)
}
