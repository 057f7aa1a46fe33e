import { api, done, once, type Schemas } from '../../api/client.ts'
import { sayDone } from '../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../shared/page/confirm-dialog.tsx'

interface RemoveDialogProps {
  /** The one that was asked about last. */
  document: Schemas['AttachmentListItem'] | undefined
  setId: number
  opened: boolean
  onClose: () => void
  onSettled: () => Promise<unknown>
}

/** Asks before a document is removed: its file goes, too. */
export function RemoveDialog({ document: asked, setId, opened, onClose, onSettled }: RemoveDialogProps) {
  const remove = async () => {
    if (asked === undefined) return
    const { id, title } = asked
    try {
      await done(
        api.DELETE('/api/attachment-sets/{set_id}/attachments/{attachment_id}', {
          params: { path: { set_id: setId, attachment_id: id }, header: once() },
        }),
      )
      sayDone(`“${title}” was removed`)
    } finally {
      await onSettled()
    }
  }
  return (
    <ConfirmDialog opened={opened} onClose={onClose} title="Remove the document?" verb="Remove" dangerous act={remove}>
      <p>“{asked?.title}” goes from this part. This cannot be undone.</p>
    </ConfirmDialog>
  )
}
