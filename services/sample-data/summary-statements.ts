import { bigint, type Column, statement } from '../../plugins/database/statement.ts'

/** The tables of the summary in groups, by the names that it shows. */
export const SUMMARY = {
  catalogue: { types: 'types', parts: 'parts', sellers: 'sellers' },
  storage: { boxes: 'boxes', locations: 'locations', placements: 'part_locations', history: 'quantity_history' },
  shopping: { lists: 'shopping_lists', lines: 'shopping_list_lines', 'seller groups': 'shopping_list_sellers' },
  kits: {
    kits: 'kits',
    contents: 'kit_contents',
    'pick lists': 'kit_pick_lists',
    'pick-list lines': 'kit_pick_list_lines',
    'kit–list links': 'kit_shopping_list_links',
  },
  documents: { attachments: 'attachments' },
}

const TABLES: string[] = Object.values(SUMMARY).flatMap((group) => Object.values(group))

/** The number of rows of each table, by its name. */
export const COUNT_ROWS = statement(
  `select ${TABLES.map((table) => `(select count(*) from ${table}) as ${table}`).join(', ')}`,
  Object.fromEntries(TABLES.map((table): [string, Column<number>] => [table, bigint])),
)
