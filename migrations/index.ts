import { CatalogueMigration } from './0001-catalogue.ts'
import { KitsAndShoppingMigration } from './0002-kits-and-shopping.ts'
import { ProcessRunsMigration } from './0003-process-runs.ts'
import { SignInMigration } from './0004-sign-in.ts'
import { TasksMigration } from './0005-tasks.ts'

/** All migrations in the order in which they run; the name is what the database remembers. */
export const migrations = [
  { name: '0001-catalogue', class: CatalogueMigration },
  { name: '0002-kits-and-shopping', class: KitsAndShoppingMigration },
  { name: '0003-process-runs', class: ProcessRunsMigration },
  { name: '0004-sign-in', class: SignInMigration },
  { name: '0005-tasks', class: TasksMigration },
]
