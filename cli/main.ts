#!/usr/bin/env node
import { constants } from 'node:os'
import { parseArgs } from 'node:util'
import { readSettings, type Settings } from '../plugins/config/index.ts'
import type { CommandContext } from './command-context.ts'
import { explainError } from './explain-error.ts'
import { demandWritable } from './file-problem.ts'
import { parseExport } from './parse-export.ts'
import { parseImport, parseImportId } from './parse-import.ts'
import { readNumber } from './read-number.ts'
import { UsageError, WrongValueError } from './refusal.ts'

/** How the commands are called: by a script of the checkout, or, compiled, as the program of the installed package. */
const PROGRAM = import.meta.filename.endsWith('.ts') ? 'npm run cli --' : 'electronics-inventory'

const USAGE = `Usage: ${PROGRAM} <command>

  migrate [--recreate --yes-i-am-sure]   bring the database schema up to date (--recreate drops all data first)
  load-sample-data --yes-i-am-sure       drop all data and load the sample inventory
  generate --parts N                     add N generated parts with stock, history, documents, kits and lists
  verify-ledger                          prove that every part's history adds up to its stock
  verify-search                          prove that the search document of every part fits it
  reindex-search                         write the search documents of all parts again
  sweep-blobs [--delete]                 list stored files that nothing refers to (--delete removes them)
  export WHAT [--format F] [--out FILE]  write parts, stock, history, inventory, kits/ID or shopping-lists/ID/sellers/ID
                                         to standard output or a file, as csv, xlsx, json or txt
  import FILE [--kind K] [--mapping NAME] [--set OPTION=VALUE …] [--commit good|all] [--json] [--as PERSON]
                                         read a file (- for standard input) and say what it would change; write it
                                         with --commit
  undo-import ID [--as PERSON]           take back what an import has written
  pair [--name NAME] [--role ROLE]       print a code that pairs a device at once (AUTH_MODE=own)
  create-token --name NAME --role ROLE [--scope SCOPE] [--person NAME] [--days N]
                                         make an access token for a program, and print it once
  make-certificate [--host NAME …]       make a certificate for HTTPS, or renew it; for this machine's names by default`

/** The commands that have an argument beside their options. */
const WITH_ARGUMENT = ['export', 'import', 'undo-import']

/** The options of each command. */
const OPTIONS_OF: Readonly<Record<string, readonly string[]>> = {
  migrate: ['recreate', 'yes-i-am-sure'],
  'load-sample-data': ['yes-i-am-sure'],
  generate: ['parts'],
  'sweep-blobs': ['delete'],
  export: ['format', 'out'],
  import: ['kind', 'mapping', 'set', 'commit', 'json', 'as'],
  'undo-import': ['as'],
  pair: ['name', 'role'],
  'create-token': ['name', 'role', 'scope', 'person', 'days'],
  'make-certificate': ['host'],
}

/**
 * Answers the exit code where that is not 0. Each command is loaded by itself, when the command line is known to make
 * sense: all of them together are most of the service.
 */
type Command = (context: CommandContext) => Promise<unknown>

/** A command that works while the service runs, also on its embedded database. */
interface BesideCommand {
  beside: Command
  /** Looks at what the command line names, before anything is opened. @throws WrongValueError */
  check?: () => Promise<void>
  /** Whether what it makes goes to standard output, so that nothing else may. */
  printsFile?: true
}

/** A command that needs no database. */
interface LocalCommand {
  local: (settings: Settings) => Promise<void>
}

/** Reads the command line. @throws UsageError when it makes no sense. */
function parseCommand(args: string[]): Command | BesideCommand | LocalCommand {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals, tokens } = parsed
  const [name, ...rest] = positionals
  const known = OPTIONS_OF[name ?? ''] ?? []
  for (const token of tokens) {
    if (name === undefined || token.kind !== 'option' || known.includes(token.name)) continue
    throw new UsageError(`${name} has no option ${token.rawName}`)
  }
  const [argument, unexpected] = WITH_ARGUMENT.includes(name ?? '') ? rest : [undefined, ...rest]
  if (unexpected !== undefined) throw new UsageError(`Unexpected argument: ${unexpected}`)
  const confirmed = values['yes-i-am-sure']
  switch (name) {
    case 'migrate':
      return async (context) =>
        (await import('./migrate.ts')).migrateCommand(context, { recreate: values.recreate, confirmed })
    case 'load-sample-data':
      return async (context) => (await import('./load-sample-data.ts')).loadSampleDataCommand(context, { confirmed })
    case 'generate': {
      const parts = readNumber(values.parts)
      if (parts === null) throw new UsageError('generate needs --parts with a positive number')
      return async (context) => (await import('./generate.ts')).generate(context, parts)
    }
    case 'verify-ledger':
      return async (context) => (await import('./verify-ledger.ts')).verifyLedger(context)
    case 'verify-search':
      return async (context) => (await import('./verify-search.ts')).verifySearch(context)
    case 'reindex-search':
      return async (context) => (await import('./reindex-search.ts')).reindexSearch(context)
    case 'sweep-blobs':
      return async (context) => (await import('./sweep-blobs.ts')).sweepBlobs(context, { remove: values.delete })
    case 'export': {
      const request = parseExport(argument, values)
      return {
        beside: async (context) => (await import('./export.ts')).exportCommand(context, request),
        check: async () => {
          if (request.out !== null) await demandWritable(request.out)
        },
        printsFile: true,
      }
    }
    case 'import': {
      const request = parseImport(argument, values)
      return {
        beside: async (context) => (await import('./import.ts')).importCommand(context, request),
        check: async () => (await import('./check-import.ts')).checkImport(request),
        printsFile: true,
      }
    }
    case 'undo-import': {
      const id = parseImportId(argument)
      const name = values.as ?? null
      return { beside: async (context) => (await import('./import.ts')).undoImport(context, id, name) }
    }
    case 'pair':
      return {
        beside: async (context) => (await import('./pair.ts')).pair(context, { name: values.name, role: values.role }),
      }
    case 'create-token': {
      const { name, role, scope, person, days } = values
      return {
        beside: async (context) =>
          (await import('./create-token.ts')).createToken(context, { name, role, scope, person, days }),
      }
    }
    case 'make-certificate':
      return {
        local: async (settings) =>
          (await import('./make-certificate.ts')).makeCertificate(settings, values.host ?? [], say),
      }
    default:
      throw new UsageError(name === undefined ? 'No command given' : `Unknown command: ${name}`)
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    tokens: true,
    options: {
      recreate: { type: 'boolean', default: false },
      'yes-i-am-sure': { type: 'boolean', default: false },
      parts: { type: 'string' },
      delete: { type: 'boolean', default: false },
      name: { type: 'string' },
      role: { type: 'string' },
      scope: { type: 'string' },
      person: { type: 'string' },
      days: { type: 'string' },
      host: { type: 'string', multiple: true },
      format: { type: 'string' },
      out: { type: 'string' },
      kind: { type: 'string' },
      mapping: { type: 'string' },
      set: { type: 'string', multiple: true },
      commit: { type: 'string' },
      json: { type: 'boolean', default: false },
      as: { type: 'string' },
    },
  })
}

function say(line: string): void {
  console.log(line)
}

/** For commands whose output is what they make, not what they do. */
function sayAside(line: string): void {
  console.error(line)
}

/** Runs one command. @returns the exit code. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return 0
  }
  try {
    const command = parseCommand(args)
    const settings = readSettings()
    if ('local' in command) {
      await command.local(settings)
      return 0
    }
    if ('check' in command) await command.check?.()
    const [run, beside] = 'beside' in command ? [command.beside, true] : [command, false]
    const tell = 'printsFile' in command ? sayAside : say
    const { openContext } = await import('./command-context.ts')
    const context = await openContext(settings, tell, { beside })
    try {
      const code = await run(context)
      return typeof code === 'number' ? code : 0
    } finally {
      await context.connection.close()
    }
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`)
      return 2
    }
    console.error(explainError(error))
    return error instanceof WrongValueError ? 2 : 1
  }
}

// The embedded server ends with the process, if that does not end by the signal itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]))
}
process.exitCode = await main(process.argv.slice(2))
