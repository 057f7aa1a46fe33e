import { useQuery } from '@tanstack/react-query'
import { listQuery, listsQuery } from '../../api/queries/lists.ts'
import { ExportRow, type Format } from './export-row.tsx'
import { exportUrl } from './export-url.ts'
import { ORDER_LAYOUT_NAMES, ORDER_LAYOUTS, PASTED } from './layouts.ts'
import type { ExportSearch } from './route.ts'
import { Select } from './select.tsx'

interface SearchProps {
  search: ExportSearch
  onChange: (next: Partial<ExportSearch>) => void
}

/** Sellers of a list, each once. */
function sellersOf(lines: readonly { seller: { id: number; name: string } | null }[]): [id: number, name: string][] {
  const sellers = lines.flatMap(({ seller }): [number, string][] => (seller === null ? [] : [[seller.id, seller.name]]))
  return [...new Map(sellers)]
}

function formatsOf({ list, seller, shop }: ExportSearch): Format[] {
  const url = (format: string) => exportUrl(`shopping-lists/${list}/sellers/${seller}`, { format, layout: shop })
  return [
    { name: 'CSV', url: url('csv') },
    { name: 'Excel', url: url('xlsx') },
    { name: 'JSON', url: url('json') },
    ...(shop === undefined || PASTED.includes(shop) ? [{ name: 'Text to paste', url: url('txt') }] : []),
  ]
}

/** What is to be ordered from one seller. */
export function OrderExport({ search, onChange }: SearchProps) {
  const { list, seller, shop } = search
  const { data: lists } = useQuery(listsQuery)
  const { data: chosen } = useQuery({ ...listQuery(list ?? 0), enabled: list !== undefined })
  const sellers = chosen === undefined ? [] : sellersOf(chosen.lines)
  const ready = chosen !== undefined && sellers.some(([id]) => id === seller)
  const active = lists?.filter(({ status }) => status === 'active')
  const missing =
    active?.length === 0
      ? 'There is no shopping list yet'
      : list === undefined
        ? 'Choose a list'
        : chosen !== undefined && sellers.length === 0
          ? 'No line of it has a seller'
          : 'Choose a seller'
  return (
    <ExportRow
      title="An order"
      missing={missing}
      formats={ready ? formatsOf(search) : []}
      choices={
        <>
          <Select
            label="Shopping list"
            none="Which list"
            values={(active ?? []).map(({ id, name }) => [id, name] as const)}
            value={list}
            onChange={(next) => onChange({ list: next, seller: undefined })}
          />
          {sellers.length > 0 && (
            <Select
              label="Seller"
              none="Which seller"
              values={sellers}
              value={seller}
              onChange={(next) => onChange({ seller: next })}
            />
          )}
          <Select
            label="Form of the order"
            none="By the seller’s name"
            values={ORDER_LAYOUTS.map((each) => [each, ORDER_LAYOUT_NAMES[each]] as const)}
            value={shop}
            onChange={(next) => onChange({ shop: next })}
          />
        </>
      }
    >
      What a list asks of one seller, as the shop takes it. The key of each part goes along, so that it stands on the
      label of the bag.
    </ExportRow>
  )
}
