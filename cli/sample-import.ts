import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { ImportService, NewImport } from '../services/exchange/imports/import-service.ts'
import { SAMPLE_DATA } from '../services/sample-data/load-sample-data.ts'
import { NOBODY } from '../services/stock/operations/operation.ts'
import type { CommandContext } from './command-context.ts'
import { openImportServices } from './import-services.ts'

/** An order as Digi-Key exports it, of parts that the sample inventory has, and others. */
const FILE = 'DK_PRODUCTS_85140277.csv'

/** As the sample inventory has it. */
const SELLER = 'DigiKey'

/** What a browser saves as an order when the shop wants a sign-in first. */
const SIGN_IN_PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body>Sign in to see your order</body></html>'

function fileOf(bytes: Buffer): NewImport['file'] {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { size: bytes.length, sha256, open: () => Readable.from([bytes]) }
}

/** Gives the sample inventory an order that cannot be read, so that its task fails. */
export async function addFailingImport(imports: Pick<ImportService, 'add'>): Promise<void> {
  const file = fileOf(Buffer.from(SIGN_IN_PAGE))
  const order = { fileName: 'mouser-order.csv', file, kind: null, mappingId: null, options: {} }
  await imports.add(order, { subject: null, author: NOBODY })
}

/** Gives the sample inventory an order that waits to be looked through and written. */
export async function addSampleImport(context: CommandContext): Promise<void> {
  const bytes = await readFile(new URL(FILE, SAMPLE_DATA))
  const services = await openImportServices(context, () => {})
  try {
    await services.imports.add(
      { fileName: FILE, file: fileOf(bytes), kind: null, mappingId: null, options: { seller_name: SELLER } },
      { subject: null, author: NOBODY },
    )
    await services.read()
    context.say('Loaded imports: 1 order that waits')
  } finally {
    await services.close()
  }
}
