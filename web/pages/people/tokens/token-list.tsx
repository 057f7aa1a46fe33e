import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { tokensQuery } from '../../../api/queries/access.ts'
import { Failure } from '../../../shared/feedback/failure.tsx'
import { SkeletonRows } from '../../../shared/list/skeleton-rows.tsx'
import classes from '../people.module.css'
import { TokenRow } from './token-row.tsx'

/** The access tokens that one may see. */
export function TokenList({ onAdd }: { onAdd: () => void }) {
  const { data: tokens, error, refetch } = useQuery(tokensQuery)
  if (tokens === undefined && error !== null) return <Failure error={error} retry={() => void refetch()} />
  if (tokens === undefined) return <SkeletonRows />
  if (tokens.length === 0) {
    return (
      <div className={classes.next}>
        <h2>No access tokens yet</h2>
        <p>KiCad, scanners, scripts and agents come in with one, and do no more than it allows.</p>
        <Button onClick={onAdd}>Make the first one</Button>
      </div>
    )
  }
  return (
    <ul className={classes.devices}>
      {tokens.map((token) => (
        <TokenRow key={token.id} token={token} />
      ))}
    </ul>
  )
}
