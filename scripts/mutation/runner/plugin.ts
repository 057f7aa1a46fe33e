import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { OPTIONS_SCHEMA } from './program-options.ts'
import { ProgramRunner } from './program-runner.ts'

/** The names under which Stryker looks in a plugin. */
export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'programs', ProgramRunner)]
export const strykerValidationSchema = OPTIONS_SCHEMA
