import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { SAMPLE_DATA } from '../services/sample-data/load-sample-data.ts'
import { NOBODY } from '../services/stock/operations/operation.ts'
import type { CommandContext } from './command-context.ts'
import { openImportServices } from './import-services.ts'

/** An order as Digi-Key exports it, of parts that the sample inventory has, and others. */
const FILE = 'DK_PRODUCTS_85140277.csv'

/** As the sample inventory has it. */
const SELLER = 'DigiKey'

/** Gives the sample inventory an order that waits to be looked through and written. */
export async function addSampleImport(context: CommandContext): Promise<void> {
  const bytes = await readFile(new URL(FILE, SAMPLE_DATA))
  const services = await openImportServices(context, () => {})
  try {
    const file = {
      size: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      open: () => Readable.from([bytes]),
    }
    await services.imports.add(
      { fileName: FILE, file, kind: null, mappingId: null, options: { seller_name: SELLER } },
      { subject: null, author: NOBODY },
    )
    await services.read()
    context.say('Loaded imports: 1 order that waits')
  } finally {
    await services.close()
  }
}
