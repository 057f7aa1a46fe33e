import { useQuery } from '@tanstack/react-query'
import { kitsQuery } from '../../api/queries/kits.ts'
import { ExportRow } from './export-row.tsx'
import { exportUrl } from './export-url.ts'
import { KIT_LAYOUT_NAMES, KIT_LAYOUTS } from './layouts.ts'
import type { ExportSearch } from './route.ts'
import { Select } from './select.tsx'

interface SearchProps {
  search: ExportSearch
  onChange: (next: Partial<ExportSearch>) => void
}

/** The bill of materials of one kit. */
export function KitExport({ search: { kit, layout }, onChange }: SearchProps) {
  const { data: kits } = useQuery(kitsQuery('active'))
  const known = kits?.find(({ id }) => id === kit)
  const url = (format: string) => exportUrl(`kits/${kit}`, { format, layout })
  return (
    <ExportRow
      title="A kit"
      missing={kits?.length === 0 ? 'There is no kit yet' : 'Choose a kit'}
      formats={
        known === undefined
          ? []
          : [
              { name: 'CSV', url: url('csv') },
              { name: 'Excel', url: url('xlsx') },
              // JSON has one form only.
              ...(layout === undefined || layout === 'own' ? [{ name: 'JSON', url: url('json') }] : []),
            ]
      }
      choices={
        <>
          <Select
            label="Kit"
            none="Which kit"
            values={(kits ?? []).map(({ id, name }) => [id, name] as const)}
            value={known?.id}
            onChange={(next) => onChange({ kit: next })}
          />
          <Select
            label="Form of the kit"
            none={KIT_LAYOUT_NAMES.own}
            values={KIT_LAYOUTS.filter((each) => each !== 'own').map((each) => [each, KIT_LAYOUT_NAMES[each]] as const)}
            value={layout === 'own' ? undefined : layout}
            onChange={(next) => onChange({ layout: next })}
          />
        </>
      }
    >
      Its bill of materials: designators, pieces, numbers, what else would do and what is not fitted.
    </ExportRow>
  )
}
