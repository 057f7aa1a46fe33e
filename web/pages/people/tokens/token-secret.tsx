import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useState } from 'react'
import type { NewAccessToken } from '../../../api/queries/access.ts'
import { Note } from '../../../shared/feedback/note.tsx'
import { sayFailure } from '../../../shared/feedback/undo.tsx'
import page from '../../../shared/page/page.module.css'
import { copyText } from '../../../shared/text/copy-text.ts'
import classes from '../people.module.css'

/** The secret of a new token, for the only time. */
export function TokenSecret({ token, onClose }: { token: NewAccessToken; onClose: () => void }) {
  const [isCopied, setCopied] = useState(false)
  const copy = () => copyText(token.token).then(() => setCopied(true), sayFailure)
  return (
    <div className={page.dialog}>
      <p>Programs send it as</p>
      <code className={classes.secret}>
        Authorization: Bearer <b data-secret>{token.token}</b>
      </code>
      <Note tone="warn">
        <b>It is not shown again.</b> Copy it to where it is used, and nowhere else.
      </Note>
      <div className={page.dialogFoot}>
        <Button
          data-autofocus
          leftSection={isCopied ? <IconCheck size={15} stroke={1.75} /> : <IconCopy size={15} stroke={1.75} />}
          onClick={() => void copy()}
        >
          {isCopied ? 'Copied' : 'Copy the token'}
        </Button>
        <Button variant="filled" onClick={onClose}>
          Done
        </Button>
      </div>
    </div>
  )
}
