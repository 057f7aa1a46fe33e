import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useMay } from '../../api/queries/session.ts'
import { PageHead } from '../../shared/page/page-head.tsx'
import { usePageTitle } from '../../shared/use-page-title.ts'
import { GiveFile } from './give-file.tsx'
import { ImportList } from './import-list.tsx'
import { Mappings } from './mappings.tsx'

const route = getRouteApi('/import')

/** Where files come in, and what has come in before. */
export function ImportPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  usePageTitle('Import')
  return (
    <>
      <PageHead
        title="Import"
        summary="Nothing is written before you have seen what will happen, and it can be taken back."
        actions={
          <Button
            renderRoot={(props) => <Link to="/export" {...props} />}
            leftSection={<IconDownload size={15} stroke={1.75} />}
          >
            Export
          </Button>
        }
      />
      {mayEdit && <GiveFile search={search} onClear={() => void navigate({ search: {}, replace: true })} />}
      <ImportList />
      <Mappings />
    </>
  )
}
