import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Import } from '../../../api/queries/imports.ts'
import { ConfirmDialog } from '../../../shared/page/confirm-dialog.tsx'
import { useDiscard } from '../use-discard.ts'

/** Leaves an import; asks first, since what was chosen for its rows goes with it. */
export function DiscardButton({ one }: { one: Import }) {
  const [opened, { open, close }] = useDisclosure(false)
  const discard = useDiscard(one)
  return (
    <>
      <Button variant="subtle" color="gray" onClick={open}>
        Discard the import
      </Button>
      <ConfirmDialog
        opened={opened}
        onClose={close}
        title="Discard the import?"
        verb="Discard it"
        dangerous
        act={() => discard.mutateAsync()}
      >
        <p>Nothing was written. What was chosen and mended in its rows is lost; the file can be given again.</p>
      </ConfirmDialog>
    </>
  )
}
