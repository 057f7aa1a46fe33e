import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { statementsOf } from '../support/exported-statements.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { findWholeTableReads } from '../support/whole-table-reads.ts'

/** Tables that grow with the inventory or with its history. */
const LARGE = new Set([
  'attachment_sets',
  'attachments',
  'idempotency_keys',
  'import_rows',
  'import_undo',
  'kit_contents',
  'kit_pick_list_lines',
  'operation_parts',
  'operations',
  'part_codes',
  'part_figures',
  'part_locations',
  'part_search_documents',
  'part_search_values',
  'part_search_words',
  'part_sellers',
  'parts',
  'quantity_history',
  'receipts',
  'retired_parts',
  'retired_quantity_history',
  'seller_parts',
  'shopping_list_lines',
  'sse_events',
  'tasks',
])

/** Statements that may read whole tables, which they are, by the reason. */
const REASONS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'They count or compare everything, for a command or once a poll.': {
    'services/catalogue/parts/statements.ts COUNT_FREE_KEYS': ['parts', 'retired_parts'],
    'services/catalogue/search-documents/statements.ts DIFFERENT_DOCUMENTS': ['parts'],
    'services/stock/inventory/ledger-statements.ts COUNT_PARTS': ['parts', 'retired_parts'],
    'services/stock/inventory/ledger-statements.ts LEDGER_ERRORS': [
      'part_locations',
      'parts',
      'quantity_history',
      'retired_quantity_history',
    ],
  },
  'Tasks are deleted after some days, so they are not many.': {
    'services/exchange/imports/retention-statements.ts END_ORPHANED_UNDO': ['tasks'],
    'services/exchange/imports/retention-statements.ts FAIL_ORPHANS': ['tasks'],
    'services/exchange/imports/retention-statements.ts REPROPOSE_ORPHANS': ['tasks'],
    'services/exchange/imports/statements.ts FORGET_AUTHOR': ['tasks'],
    'services/work/tasks/statements.ts LIST_TASKS': ['tasks'],
    'services/work/tasks/statements.ts RELEASE_TASKS': ['tasks'],
  },
  'What belongs to deleted parts has no index for it.': {
    'services/catalogue/retired-parts/statements.ts FORGET_SWEPT_CONTENTS': ['retired_parts'],
    'services/stock/undo/statements.ts OPERATIONS_IN_BOX': ['retired_quantity_history'],
  },
  'They ask whether there is any row at all, or compare with few rows that they have found before.': {
    'services/cataloguing/duplicate-search/statements.ts CANDIDATES': ['parts'],
    'services/exchange/imports/undoing/statements.ts OBSTACLES': ['attachments', 'parts'],
    'services/exchange/imports/writing/statements.ts ADD_ALTERNATES': ['parts'],
    'services/stock/part-search/probe-statements.ts PROBES.all': ['part_search_documents'],
    'services/stock/part-search/probe-statements.ts PROBES.allCompletions': ['part_search_documents'],
    'services/stock/part-search/probe-statements.ts PROBES.allTerms': ['part_search_documents', 'part_search_words'],
    'services/stock/part-search/probe-statements.ts PROBES.allTermsCompletions': [
      'part_search_documents',
      'part_search_words',
    ],
    'services/stock/part-search/probe-statements.ts PROBES.documentsTerms': ['part_search_words'],
    'services/stock/part-search/probe-statements.ts PROBES.documentsTermsCompletions': ['part_search_words'],
    'services/work/tasks/worker-statements.ts DEMAND_WRITABLE': ['tasks'],
  },
}
const KNOWN: ReadonlyMap<string, readonly string[]> = new Map(Object.values(REASONS).flatMap(Object.entries))

/** What fills or exports a whole inventory. */
const WHOLE = /^services\/(?:sample-data|exchange\/exports)\//

const files = globSync('{services,plugins}/**/*statements.ts').sort()

t.test('statements read large tables by an index, save those that are meant to read all', async (t) => {
  const client = new pg.Client({ connectionString: await createTestDatabase(t) })
  await client.connect()
  t.teardown(() => client.end())
  const seen = new Set<string>()

  for (const file of files.filter((each) => !WHOLE.test(each))) {
    const exports: Record<string, unknown> = await import(resolve(file))
    for (const [name, { text }] of Object.entries(exports).flatMap(([key, value]) => statementsOf(key, value))) {
      if (!/^\s*(?:select|with|insert|update|delete|merge|values)\b/i.test(text)) continue
      const reads = (await findWholeTableReads(client, text)).filter((table) => LARGE.has(table))
      const key = `${file} ${name}`
      const known = KNOWN.get(key)
      if (reads.length > 0 || known !== undefined) t.strictSame(reads, known ?? [], key)
      seen.add(key)
    }
  }
  const unknown = [...KNOWN.keys()].filter((key) => !seen.has(key))
  t.strictSame(unknown, [], 'nothing is excepted that is not there')
})
