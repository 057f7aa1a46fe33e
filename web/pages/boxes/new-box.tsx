import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../../api/queries/session.ts'
import { NewBoxDialog } from '../../shared/place/new-box-dialog.tsx'

const route = getRouteApi('/boxes')

/** Makes a box while the address says so. */
export function NewBox() {
  const { add } = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  return (
    <NewBoxDialog
      opened={add === 'box' && mayEdit}
      onClose={() => void navigate({ search: (old) => ({ ...old, add: undefined }), replace: true })}
      onMade={(boxNo) => navigate({ to: '/boxes/$box', params: { box: String(boxNo) } })}
    />
  )
}
