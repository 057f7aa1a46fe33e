import { getRouteApi } from '@tanstack/react-router'
import { useRef } from 'react'
import { useMay } from '../../api/queries/session.ts'
import { NewBoxDialog } from '../../shared/place/new-box-dialog.tsx'

const route = getRouteApi('/boxes')

/** Makes a box while the address says so, and shows it. */
export function NewBox() {
  const { add } = route.useSearch()
  const navigate = route.useNavigate()
  const mayEdit = useMay('editor')
  // The dialog closes after the box is made, too: that would lead back from the page of the box.
  const isMade = useRef(false)
  const close = () => {
    if (!isMade.current) void navigate({ search: (old) => ({ ...old, add: undefined }), replace: true })
  }
  const show = (boxNo: number) => {
    isMade.current = true
    return navigate({ to: '/boxes/$box', params: { box: String(boxNo) }, replace: true })
  }
  return <NewBoxDialog opened={add === 'box' && mayEdit} onClose={close} onMade={show} />
}
