import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type ApiError, sentence } from '../../api/errors.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { BringBack } from '../../shared/stock/bring-back.tsx'

/** An address of a part that does not exist, or not any more. */
export function NoSuchPart({ partKey, error }: { partKey: string; error: ApiError }) {
  const mayEdit = useMay('editor')
  const { mergedInto } = error
  return (
    <Empty
      title="There is no such part"
      ways={
        <>
          {mergedInto === null && mayEdit && <BringBack partKey={partKey} />}
          {mergedInto !== undefined && mergedInto !== null && (
            <Button
              variant="filled"
              renderRoot={(props) => <Link to="/parts/$key" params={{ key: mergedInto }} {...props} />}
            >
              Open {mergedInto}
            </Button>
          )}
          <Button renderRoot={(props) => <Link to="/parts" {...props} />}>All parts</Button>
        </>
      }
    >
      {sentence(error)}
    </Empty>
  )
}
