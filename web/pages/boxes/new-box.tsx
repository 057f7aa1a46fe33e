import { getRouteApi } from '@tanstack/react-router'
import { useMay } from '../../api/queries/session.ts'
import { NewBoxDialog } from '../../shared/place/new-box-dialog.tsx'

const route = getRouteApi('/boxes')

/** Makes a box while the address says so, and shows it. */
export function NewBox() {
  const { add } = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  const close = () => navigate({ search: (old) => ({ ...old, add: undefined }), replace: true })
  const show = async (boxNo: number) => {
    // From the box one comes back to the shelf, and not to the dialog.
    await close()
    await navigate({ to: '/boxes/$box', params: { box: String(boxNo) } })
  }
  return <NewBoxDialog opened={add === 'box' && mayEdit} onClose={() => void close()} onMade={show} />
}
