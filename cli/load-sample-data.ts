import { openBlobStore } from '../plugins/blob-storage/open-blob-store.ts'
import { migrate } from '../plugins/database/migrations.ts'
import { recreate } from '../plugins/database/recreate.ts'
import { DocumentRebuilder } from '../services/catalogue/search-documents/rebuilder.ts'
import { syncPredefinedTypes } from '../services/catalogue/types/predefined-types.ts'
import { loadSampleData, summarise } from '../services/sample-data/load-sample-data.ts'
import { assertDestructiveAllowed, type CommandContext } from './command-context.ts'
import { Refusal } from './refusal.ts'

/** Drops everything and loads the sample inventory. */
export async function loadSampleDataCommand(
  { settings, connection, say }: CommandContext,
  flags: { confirmed: boolean },
): Promise<void> {
  if (!flags.confirmed) {
    throw new Refusal('load-sample-data drops all data; add --yes-i-am-sure to confirm. Nothing was done')
  }
  assertDestructiveAllowed(settings, 'load-sample-data')
  const { orm, pool, db } = connection
  await recreate(orm, pool)
  say('Dropped everything that the service had created')
  await migrate(orm, pool, (name) => say(`Applied ${name}`))
  say(`Predefined types: ${await syncPredefinedTypes(db)} added`)
  await fillInventory({ settings, connection, say })
}

/** Loads the sample inventory, documents included, into an empty database that is up to date. */
export async function fillInventory({ settings, connection: { db }, say }: CommandContext): Promise<void> {
  const blobs = await openBlobStore(settings)
  try {
    await blobs.prepare()
    await loadSampleData(db, { blobs })
  } finally {
    await blobs.close()
  }
  for (const line of await summarise(db)) say(`Loaded ${line}`)
  // Else nothing could be found until a service has run for a while.
  await new DocumentRebuilder(db).start()
  say('Search: documents written')
}
