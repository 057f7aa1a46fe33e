import { readFileSync } from 'node:fs'
import { parse } from 'dotenv'
import { StartError } from '../start-error.ts'

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * The variables of this process, on top of those of the file `.env` in the working directory, if there is one.
 * A variable that is empty counts as not set.
 *
 * @throws StartError when the file exists and cannot be read.
 */
export function loadEnvironment(file = '.env', processEnv: Environment = process.env): Environment {
  const set = Object.entries(processEnv).filter(([, value]) => value !== undefined && value !== '')
  return { ...readDotenv(file), ...Object.fromEntries(set) }
}

function readDotenv(file: string): Environment {
  try {
    return parse(readFileSync(file))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartError(`The file ${file} cannot be read (${reason}). Change its owner, or remove it.`, {
      cause: error,
    })
  }
}
