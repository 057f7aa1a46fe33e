import { Button } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { typesQuery } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import classes from './export.module.css'
import { ExportRow, type Format } from './export-row.tsx'
import { exportUrl } from './export-url.ts'
import { KitExport } from './kit-export.tsx'
import { OrderExport } from './order-export.tsx'
import type { ExportSearch } from './route.ts'
import { Select } from './select.tsx'
import { firstDay, SPAN_NAMES, SPANS } from './spans.ts'

const route = getRouteApi('/export')

/** A table in each of its formats. */
function tableFormats(what: string, query: Record<string, string | number | undefined> = {}): Format[] {
  return [
    { name: 'CSV', url: exportUrl(what, { ...query, format: 'csv' }) },
    { name: 'Excel', url: exportUrl(what, { ...query, format: 'xlsx' }) },
    { name: 'JSON', url: exportUrl(what, { ...query, format: 'json' }) },
  ]
}

/** Everything that can be taken along, as files that any tool reads. */
export function ExportPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  const { data: types = [] } = useQuery(typesQuery)
  usePageTitle('Export')
  const change = (next: Partial<ExportSearch>) =>
    void navigate({ search: (old) => ({ ...old, ...next }), replace: true, resetScroll: false })
  const { type, since } = search
  return (
    <>
      <PageHead
        title="Export"
        summary="Files of one moment, that any tool reads. Nothing changes here."
        actions={
          mayEdit && (
            <Button
              renderRoot={(props) => <Link to="/import" {...props} />}
              leftSection={<IconFileImport size={15} stroke={1.75} />}
            >
              Import
            </Button>
          )
        }
      />
      <ul className={classes.rows}>
        <ExportRow
          title="The whole inventory"
          formats={[
            { name: 'JSON', url: exportUrl('inventory', { format: 'json' }) },
            { name: 'Excel', url: exportUrl('inventory', { format: 'xlsx' }) },
          ]}
        >
          Sellers, types, boxes, parts, stock, kits and lists, to begin with it somewhere else: it can be imported
          again. Documents, history and people are not in it; a backup has them.
        </ExportRow>
        <ExportRow
          title="Parts"
          formats={tableFormats('parts', { type_id: type })}
          choices={
            <Select
              label="Parts of which type"
              none="Of all types"
              values={types.map(({ id, name }) => [id, name] as const)}
              value={type}
              onChange={(next) => change({ type: next })}
            />
          }
        >
          All that is known of each part, how many there are, and its numbers at sellers.
        </ExportRow>
        <ExportRow title="Stock" formats={tableFormats('stock')}>
          Which part lies in which slot, and how many pieces.
        </ExportRow>
        <ExportRow
          title="History"
          formats={tableFormats('history', { since: since === undefined ? undefined : firstDay(since) })}
          choices={
            <Select
              label="History since when"
              none="From the beginning"
              values={SPANS.map((span) => [span, SPAN_NAMES[span]] as const)}
              value={since}
              onChange={(next) => change({ since: next })}
            />
          }
        >
          Every change of stock, with seller, order and price where it was a receipt.
        </ExportRow>
        <KitExport search={search} onChange={change} />
        <OrderExport search={search} onChange={change} />
      </ul>
    </>
  )
}
