import t from 'tap'
import type { ScanDto } from '../../../../services/exchange/scans/schemas.ts'
import { buildApp } from '../../../support/build-app.ts'
import { CORPUS, type CodeVector } from '../../../support/scans/corpus.ts'
import { addScanInventory } from '../../../support/scans/scan-inventory.ts'

const TEXTS = [
  'part_number',
  'maker',
  'seller_part_number',
  'lot',
  'date_code',
  'order_number',
  'line_number',
  'invoice_number',
  'country',
] as const
const SURE = 0.9

/** What a scan says, in the form of the table. */
function shown(scan: ScanDto): object {
  const [best, second] = scan.matches
  const isSure = best !== undefined && best.score >= SURE && (second === undefined || second.score <= best.score - 0.02)
  return {
    kind: scan.kind,
    vendor: scan.vendor,
    id: scan.id,
    fields: scan.fields.map(({ identifier }) => identifier).join(' '),
    part: isSure ? best.part.key : null,
    quantity: scan.quantity,
    ...Object.fromEntries(TEXTS.map((name) => [name, scan[name]])),
  }
}

function expected({ kind, vendor, id, fields, part, quantity, says }: CodeVector, scan: ScanDto): object {
  return {
    kind,
    vendor: vendor ?? null,
    id: id ?? null,
    // Fields of codes that were not read are whatever they are.
    fields: fields ?? (kind === 'unknown' ? scan.fields.map(({ identifier }) => identifier).join(' ') : ''),
    part: part ?? null,
    quantity: quantity ?? null,
    ...Object.fromEntries(TEXTS.map((name) => [name, says?.[name] ?? null])),
  }
}

t.test('every code is read right, with the faults of its scanner', async (t) => {
  const app = await buildApp(t)
  await addScanInventory(app)
  t.ok(CORPUS.length >= 120, `${CORPUS.length} codes`)
  t.equal(new Set(CORPUS.map(({ name }) => name)).size, CORPUS.length, 'each has a name of its own')
  for (const vector of CORPUS) {
    const answer = await app.inject({ method: 'POST', url: '/api/scans', payload: { code: vector.code } })
    t.equal(answer.statusCode, 200, vector.name)
    const scan: ScanDto = answer.json()
    t.strictSame(shown(scan), expected(vector, scan), `${vector.name}: ${JSON.stringify(vector.code)}`)
    const warnings = vector.warnings ?? []
    const isSaid = warnings.every((pattern) => scan.warnings.some((warning) => pattern.test(warning)))
    t.ok(isSaid && scan.warnings.length === warnings.length, `${vector.name} warns ${JSON.stringify(scan.warnings)}`)
  }
})
