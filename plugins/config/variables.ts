import { type Static, Type } from 'typebox'
import { ai } from './topics/ai.ts'
import { catalogue } from './topics/catalogue.ts'
import { core } from './topics/core.ts'
import { database } from './topics/database.ts'
import { diagnostics } from './topics/diagnostics.ts'
import { documents } from './topics/documents.ts'
import { exchange } from './topics/exchange.ts'
import { metricsAndShutdown } from './topics/metrics-and-shutdown.ts'
import { mouser } from './topics/mouser.ts'
import { oidc } from './topics/oidc.ts'
import { ownSignIn } from './topics/own-sign-in.ts'
import { safeChanges } from './topics/safe-changes.ts'
import { server } from './topics/server.ts'
import { sse } from './topics/sse.ts'
import { storage } from './topics/storage.ts'
import { tasks } from './topics/tasks.ts'
import { web } from './topics/web.ts'

/** One schema a topic: variable names with their types, ranges, defaults and descriptions. A new topic is added here. */
export const topics = [
  core,
  server,
  database,
  metricsAndShutdown,
  diagnostics,
  safeChanges,
  catalogue,
  oidc,
  ownSignIn,
  tasks,
  sse,
  storage,
  documents,
  exchange,
  web,
  ai,
  mouser,
] as const

type Properties<T> = T extends { properties: infer P } ? P : never
type Intersection<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer I) => void ? I : never

/** Every variable of every topic. */
export const variables = Type.Object(
  Object.assign({}, ...topics.map((topic) => topic.properties)) as Intersection<Properties<(typeof topics)[number]>>,
)

/** Values by the names of the environment variables. */
export type VariableValues = Static<typeof variables>

/** The name of the setting that a variable becomes: `DB_POOL_SIZE` is `dbPoolSize`. */
export type SettingName<Variable extends string> = Variable extends `${infer Head}_${infer Tail}`
  ? `${Lowercase<Head>}${Capitalize<SettingName<Tail>>}`
  : Lowercase<Variable>

/** Values by the names of the settings. */
export type SettingValues = { [Name in keyof VariableValues as SettingName<Name>]: VariableValues[Name] }

/** `DB_POOL_SIZE` → `dbPoolSize`. */
export function settingName(variable: string): string {
  return variable.toLowerCase().replace(/_([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase())
}
