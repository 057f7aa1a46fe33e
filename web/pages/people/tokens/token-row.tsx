import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconKey } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { api, done, once } from '../../../api/client.ts'
import type { AccessToken } from '../../../api/queries/access.ts'
import { sayDone } from '../../../shared/feedback/undo.tsx'
import { ConfirmDialog } from '../../../shared/page/confirm-dialog.tsx'
import { Tag } from '../../../shared/text/tag.tsx'
import { Time } from '../../../shared/text/time.tsx'
import classes from '../people.module.css'
import { ROLE_WORDS } from '../roles.ts'
import { SCOPE_WORDS } from './scopes.ts'

/** An access token: what it is for, whose it is, when it was used, and its end. */
export function TokenRow({ token }: { token: AccessToken }) {
  const { id, name, role, scope, owner_name, owner_subject, expires_at, last_used_at } = token
  const [ending, { open, close }] = useDisclosure(false)
  const queries = useQueryClient()
  const isOver = Date.parse(expires_at) <= Date.now()
  const revoke = async () => {
    await done(api.DELETE('/api/tokens/{token_id}', { params: { path: { token_id: id }, header: once() } }))
    await queries.invalidateQueries({ queryKey: ['tokens'] })
    sayDone(`${name} was revoked`)
  }
  const about = [ROLE_WORDS[role].name, SCOPE_WORDS[scope ?? 'all'].name, owner_name ?? owner_subject].join(', ')
  return (
    <li className={classes.device}>
      <span className={classes.icon}>
        <IconKey size={18} stroke={1.75} aria-hidden />
      </span>
      <span className={classes.words}>
        <b className="ellipsis" title={name}>
          {name}
        </b>
        <span className="ellipsis">{about}</span>
      </span>
      {isOver && <Tag tone="bad">ended</Tag>}
      <span className={classes.times}>
        <span>{last_used_at === null ? 'not used yet' : ['used ', <Time key="time" at={last_used_at} />]}</span>
        <span>
          {isOver ? 'ended' : 'ends'} <Time at={expires_at} byDay="after-words" />
        </span>
      </span>
      <Button size="xs" variant="subtle" color="red" aria-label={`Revoke ${name}`} onClick={open}>
        Revoke
      </Button>
      <ConfirmDialog opened={ending} onClose={close} title={`Revoke ${name}?`} verb="Revoke it" dangerous act={revoke}>
        <p>What uses it is refused within a second.</p>
      </ConfirmDialog>
    </li>
  )
}
