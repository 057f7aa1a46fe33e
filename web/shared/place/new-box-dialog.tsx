import { useQueryClient } from '@tanstack/react-query'
import { api, body, once } from '../../api/client.ts'
import { NameDialog } from '../page/name-dialog.tsx'

const MOST_SLOTS = 1000
const USUAL = 60

interface NewBoxDialogProps {
  opened: boolean
  onClose: () => void
  onMade: (boxNo: number) => unknown
}

/** Asks what is in a new box and how many slots it has. */
export function NewBoxDialog({ opened, onClose, onMade }: NewBoxDialogProps) {
  const queries = useQueryClient()
  const create = async (description: string, capacity: number) => {
    const box = await body(api.POST('/api/boxes', { params: { header: once() }, body: { description, capacity } }))
    await queries.invalidateQueries({ queryKey: ['boxes'] })
    await onMade(box.box_no)
  }
  return (
    <NameDialog
      opened={opened}
      onClose={onClose}
      title="New box"
      label="What is in it"
      verb="Add the box"
      initial={{ name: '', amount: USUAL }}
      amount={{ label: 'Slots', min: 1, max: MOST_SLOTS }}
      save={create}
    />
  )
}
