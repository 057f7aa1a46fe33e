import type { Database } from '../database/database.ts'
import type { RowOf } from '../database/statement.ts'
import type { ProcessRuns } from './process-runs.ts'
import { DATABASE_SIZE, REPLICAS, SHUTDOWNS } from './statements.ts'

/** How many of the processes that have ended are told of. */
const MOST_SHUTDOWNS = 8

/** The processes of the service beside one database. */
export interface Processes {
  replicas: RowOf<typeof REPLICAS>[]
  shutdowns: RowOf<typeof SHUTDOWNS>[]
  database: RowOf<typeof DATABASE_SIZE>
}

/** Reads which processes run on the database, how the last ones ended, and what the database is. */
export class ProcessList {
  readonly #db: Database
  readonly #runs: Pick<ProcessRuns, 'ownId'>

  constructor(db: Database, runs: Pick<ProcessRuns, 'ownId'>) {
    this.#db = db
    this.#runs = runs
  }

  async read(): Promise<Processes> {
    const replicas = await this.#db.query(REPLICAS, [this.#runs.ownId])
    const shutdowns = await this.#db.query(SHUTDOWNS, [MOST_SHUTDOWNS])
    const [database] = await this.#db.query(DATABASE_SIZE)
    if (database === undefined) throw new Error('The database does not say what it is')
    return { replicas, shutdowns, database }
  }
}
