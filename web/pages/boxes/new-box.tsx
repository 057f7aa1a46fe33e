import { useQueryClient } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import { NameDialog } from '../../shared/page/name-dialog.tsx'

const route = getRouteApi('/boxes')
const MOST_SLOTS = 1000
const USUAL = 60

/** Asks what is in a new box and how many slots it has, while the address says so. */
export function NewBox() {
  const { add } = route.useSearch()
  const navigate = route.useNavigate()
  const queries = useQueryClient()
  const mayEdit = useMay('editor')
  const create = async (description: string, capacity: number) => {
    const box = await body(api.POST('/api/boxes', { params: { header: once() }, body: { description, capacity } }))
    await queries.invalidateQueries({ queryKey: ['boxes'] })
    await navigate({ to: '/boxes/$box', params: { box: String(box.box_no) } })
  }
  return (
    <NameDialog
      opened={add === 'box' && mayEdit}
      onClose={() => void navigate({ search: (old) => ({ ...old, add: undefined }), replace: true })}
      title="New box"
      label="What is in it"
      verb="Add the box"
      initial={{ name: '', amount: USUAL }}
      amount={{ label: 'Slots', min: 1, max: MOST_SLOTS }}
      save={create}
    />
  )
}
