#!/usr/bin/env node
import { constants } from 'node:os'
import { parseArgs } from 'node:util'
import { readSettings } from '../plugins/config/index.ts'
import { type CommandContext, openContext } from './command-context.ts'
import { generate } from './generate.ts'
import { loadSampleDataCommand } from './load-sample-data.ts'
import { migrateCommand } from './migrate.ts'
import { UsageError } from './refusal.ts'
import { reindexSearch } from './reindex-search.ts'
import { sweepBlobs } from './sweep-blobs.ts'
import { verifyLedger } from './verify-ledger.ts'
import { verifySearch } from './verify-search.ts'

/** How the commands are called: by a script of the checkout, or, compiled, as the program of the installed package. */
const PROGRAM = import.meta.filename.endsWith('.ts') ? 'npm run cli --' : 'electronics-inventory'

const USAGE = `Usage: ${PROGRAM} <command>

  migrate [--recreate --yes-i-am-sure]   bring the database schema up to date (--recreate drops all data first)
  load-sample-data --yes-i-am-sure       drop all data and load the sample inventory
  generate --parts N                     add N generated parts with stock, history, documents, kits and lists
  verify-ledger                          prove that every part's history adds up to its stock
  verify-search                          prove that the search document of every part fits it
  reindex-search                         write the search documents of all parts again
  sweep-blobs [--delete]                 list stored files that nothing refers to (--delete removes them)`

type Command = (context: CommandContext) => Promise<void>

/** Reads the command line. @throws UsageError when it makes no sense. */
function parseCommand(args: string[]): Command {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  const { values, positionals } = parsed
  const [name, ...rest] = positionals
  if (rest.length > 0) throw new UsageError(`Unexpected argument: ${rest[0]}`)
  const confirmed = values['yes-i-am-sure']
  switch (name) {
    case 'migrate':
      return (context) => migrateCommand(context, { recreate: values.recreate, confirmed })
    case 'load-sample-data':
      return (context) => loadSampleDataCommand(context, { confirmed })
    case 'generate': {
      const parts = Number(values.parts)
      if (!Number.isInteger(parts) || parts < 1) throw new UsageError('generate needs --parts with a positive number')
      return (context) => generate(context, parts)
    }
    case 'verify-ledger':
      return verifyLedger
    case 'verify-search':
      return verifySearch
    case 'reindex-search':
      return reindexSearch
    case 'sweep-blobs':
      return (context) => sweepBlobs(context, { remove: values.delete })
    default:
      throw new UsageError(name === undefined ? 'No command given' : `Unknown command: ${name}`)
  }
}

function parse(args: string[]) {
  return parseArgs({
    args,
    allowPositionals: true,
    options: {
      recreate: { type: 'boolean', default: false },
      'yes-i-am-sure': { type: 'boolean', default: false },
      parts: { type: 'string' },
      delete: { type: 'boolean', default: false },
    },
  })
}

/** Runs one command. @returns the exit code. */
async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE)
    return 0
  }
  try {
    const command = parseCommand(args)
    const context = await openContext(readSettings(), (line) => console.log(line))
    try {
      await command(context)
    } finally {
      await context.connection.close()
    }
    return 0
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${USAGE}`)
      return 2
    }
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

// The embedded server ends with the process, if that does not end by the signal itself.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => process.exit(128 + constants.signals[signal]))
}
process.exitCode = await main(process.argv.slice(2))
