import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { buildableQuery, kitsQuery } from '../../api/queries/kits.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { Failure } from '../../shared/feedback/failure.tsx'
import { MOST_UNITS } from '../../shared/form/number-range.ts'
import list from '../../shared/list/rows.module.css'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { NameDialog } from '../../shared/page/name-dialog.tsx'
import { PageHead } from '../../shared/page/page-head.tsx'
import { plural } from '../../shared/text/numbers.ts'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { KitRow } from './kit-row.tsx'

const route = getRouteApi('/kits')

/** All kits, with what is going on with each. */
export function KitsPage() {
  const { show, add } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const active = useQuery(kitsQuery('active'))
  const archived = useQuery(kitsQuery('archived'))
  const shown = show === 'archived' ? archived : active
  const buildable = useQuery(buildableQuery(show ?? 'active'))
  usePageTitle('Kits')
  const adding = (open: boolean) =>
    navigate({ search: (old) => ({ ...old, add: open ? 'kit' : undefined }), replace: true })
  const create = async (name: string, units: number) => {
    const kit = await body(api.POST('/api/kits', { params: { header: once() }, body: { name, build_target: units } }))
    await queries.invalidateQueries({ queryKey: ['kits'] })
    // From the kit one comes back to the kits, and not to the dialog.
    await adding(false)
    await navigate({ to: '/kits/$kit', params: { kit: String(kit.id) } })
  }
  const dialog = (
    <NameDialog
      key="new"
      opened={add === 'kit' && mayEdit}
      onClose={() => void adding(false)}
      title="New kit"
      label="Name"
      verb="Make the kit"
      initial={{ name: '', amount: 1 }}
      amount={{ label: 'How many are to be built', min: 0, max: MOST_UNITS }}
      save={create}
    />
  )
  if (active.data?.length === 0 && archived.data?.length === 0) {
    const way = mayEdit && (
      <>
        <Button variant="filled" onClick={() => void adding(true)}>
          Make the first kit
        </Button>
        <Button renderRoot={(props) => <Link to="/import" {...props} />}>Import a bill of materials</Button>
      </>
    )
    return (
      <>
        <Empty title="No kits yet" ways={way}>
          A kit lists the parts of something that is built, and reserves them in stock.
        </Empty>
        {dialog}
      </>
    )
  }
  return (
    <>
      <PageHead
        title="Kits"
        summary={active.data && plural(active.data.length, 'kit is in use', 'kits are in use')}
        actions={
          mayEdit && (
            <Button leftSection={<IconPlus size={15} stroke={1.75} />} onClick={() => void adding(true)}>
              New kit
            </Button>
          )
        }
      />
      <FilterTabs
        label="Which kits"
        value={show}
        onChange={(next) => void navigate({ search: { show: next }, replace: true })}
        tabs={[
          { value: undefined, label: 'In use', count: active.data?.length },
          { value: 'archived', label: 'Archived', count: archived.data?.length },
        ]}
      />
      {shown.isError && shown.data === undefined && <Failure error={shown.error} retry={() => void shown.refetch()} />}
      {shown.isPending && <SkeletonRows />}
      {shown.data?.length === 0 && (
        <p className={list.none}>{show === 'archived' ? 'No kit is archived.' : 'All kits are archived.'}</p>
      )}
      <ul className={list.rows}>
        {shown.data?.map((kit) => (
          <KitRow key={kit.id} kit={kit} buildable={buildable.data?.find(({ kit_id }) => kit_id === kit.id)} />
        ))}
      </ul>
      {dialog}
    </>
  )
}
