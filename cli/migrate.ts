import { migrate, readRevision } from '../plugins/database/migrations.ts'
import { recreate } from '../plugins/database/recreate.ts'
import { syncPredefinedTypes } from '../services/catalogue/types/predefined-types.ts'
import { assertDestructiveAllowed, type CommandContext } from './command-context.ts'
import { Refusal } from './refusal.ts'

export interface MigrateFlags {
  recreate: boolean
  confirmed: boolean
}

/** Brings the schema up to date, after dropping everything when that was asked for and confirmed. */
export async function migrateCommand(
  { settings, connection, say }: CommandContext,
  flags: MigrateFlags,
): Promise<void> {
  const { orm, pool, db } = connection
  if (flags.recreate && !flags.confirmed) {
    throw new Refusal('--recreate drops all data; add --yes-i-am-sure to confirm. Nothing was done')
  }
  say(`Current revision: ${(await readRevision(pool)) ?? 'none'}`)
  if (flags.recreate) {
    assertDestructiveAllowed(settings, 'migrate --recreate')
    const dropped = await recreate(orm, pool)
    say(dropped ? 'Dropped everything that the service had created' : 'There was nothing of the service to drop')
  }
  const applied = await migrate(orm, pool, (name) => say(`Applied ${name}`))
  if (applied.length === 0) say('No pending migrations')
  try {
    const added = await syncPredefinedTypes(db)
    say(added === 0 ? 'Predefined types: up to date' : `Predefined types: ${added} added`)
  } catch (error) {
    say(`Warning: the predefined types could not be synced: ${error instanceof Error ? error.message : error}`)
  }
}
