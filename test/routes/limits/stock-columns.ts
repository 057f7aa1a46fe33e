import type { Edge, Records } from './columns.ts'
import { MORE_THAN_INT, text } from './values.ts'

const pile = (at: Records) => ({ box_no: at.box, loc_no: 1 })

/** Columns of the ledger, of counts and of what comes with orders. */
export const STOCK_EDGES: Readonly<Record<string, (at: Records) => Edge[]>> = {
  'operations.note': (at) => [
    {
      method: 'POST',
      url: `/inventory/parts/${at.key}/stock`,
      payload: { ...pile(at), qty: 1, note: text(500) },
    },
    {
      method: 'POST',
      url: '/inventory/moves',
      payload: {
        moves: [
          {
            part_key: at.key,
            from_box_no: at.box,
            from_loc_no: 1,
            to_box_no: at.box,
            to_loc_no: 2,
            qty: 1,
          },
        ],
        note: text(500),
      },
    },
  ],
  'counting_round_lines.counted_qty': (at) =>
    [-1, MORE_THAN_INT].map((counted_qty) => ({
      method: 'POST',
      url: `/inventory/parts/${at.key}/count`,
      payload: { ...pile(at), counted_qty },
    })),
  'parts.minimum_quantity': (at) =>
    [-1, MORE_THAN_INT].map((minimum_quantity) => ({
      method: 'PUT',
      url: `/parts/${at.key}`,
      payload: { minimum_quantity },
    })),
  'kit_contents.designators': (at) => [
    {
      method: 'PUT',
      url: `/kits/${at.kit}/bom/${at.content}`,
      payload: { version: 1, designators: Array.from({ length: 2001 }, (_, n) => `R${n}`) },
    },
    {
      method: 'PUT',
      url: `/kits/${at.kit}/bom/${at.content}`,
      payload: { version: 1, designators: [' '] },
    },
  ],
  'seller_parts.number': (at) => [
    {
      method: 'POST',
      url: `/parts/${at.key}/seller-numbers`,
      payload: { seller_id: at.seller, number: text(100) },
    },
    { method: 'POST', url: `/parts/${at.key}/seller-numbers`, payload: { seller_id: at.seller, number: ' ' } },
  ],
  'seller_parts.link': (at) => [
    {
      method: 'POST',
      url: `/parts/${at.key}/seller-numbers`,
      payload: { seller_id: at.seller, number: 'a', link: `http://a/${text(500)}` },
    },
  ],
  'seller_parts.min_quantity': (at) =>
    [0, MORE_THAN_INT].map((min_quantity) => ({
      method: 'POST',
      url: `/parts/${at.key}/seller-numbers`,
      payload: { seller_id: at.seller, number: 'a', min_quantity },
    })),
  'seller_parts.multiple': (at) =>
    [0, MORE_THAN_INT].map((multiple) => ({
      method: 'POST',
      url: `/parts/${at.key}/seller-numbers`,
      payload: { seller_id: at.seller, number: 'a', multiple },
    })),
  'part_codes.code': (at) =>
    [`https://a.example/${text(200)}`, `1${text(300)}`].map((code) => ({
      method: 'POST',
      url: `/parts/${at.key}/codes`,
      payload: { code },
    })),
  'label_queue.item': () => [
    { method: 'POST', url: '/label-queue', payload: { items: [{ kind: 'part', id: text(2000) }] } },
  ],
  'label_queue.kind': () => [{ method: 'POST', url: '/label-queue', payload: { items: [{ kind: 'a', id: '1' }] } }],
  'label_queue.copies': () =>
    [0, MORE_THAN_INT].map((copies) => ({
      method: 'POST',
      url: '/label-queue',
      payload: { items: [{ kind: 'part', id: 'ABCD', copies }] },
    })),
  'imports.file_name': () => [{ method: 'POST', url: '/imports', payload: { text: 'a', file_name: text(255) } }],
  'imports.kind': () => [{ method: 'POST', url: '/imports', payload: { text: 'a', kind: 'a' } }],
  'import_mappings.name': () => [
    {
      method: 'POST',
      url: '/import-mappings',
      payload: { name: text(100), kind: 'bom', columns: [{ header: 'a', field: 'mpn' }] },
    },
  ],
  'import_mappings.kind': () => [
    {
      method: 'POST',
      url: '/import-mappings',
      payload: { name: 'a', kind: 'a', columns: [{ header: 'a', field: 'mpn' }] },
    },
  ],
}
