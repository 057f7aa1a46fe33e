import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { ApiError } from '../../api/errors.ts'
import { partQuery } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { Failure } from '../../shared/feedback/failure.tsx'
import { BringBack } from '../../shared/stock/bring-back.tsx'
import type { LabelRow } from './label-rows.ts'
import classes from './sheet.module.css'

/** Labels of something that does not exist: when its part was deleted, and the way to bring it back. */
export function NotThere({ rows, error }: { rows: readonly LabelRow[]; error: ApiError }) {
  const mayEdit = useMay('editor')
  const [first, ...others] = rows
  const key = first?.kind === 'part' && others.length === 0 ? first.id : ''
  const part = useQuery({ ...partQuery(key), enabled: key !== '', retry: false })
  const deleted = part.error instanceof ApiError ? part.error : null
  const merged = deleted?.mergedInto ?? null
  return (
    <div className={classes.notThere}>
      <Failure error={deleted ?? error} />
      {mayEdit && deleted?.mergedInto === null && <BringBack partKey={key} />}
      {merged !== null && (
        <Button renderRoot={(props) => <Link to="/labels" search={{ of: `part:${merged}` }} {...props} />}>
          Print the label of {merged}
        </Button>
      )}
    </div>
  )
}
