import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Schemas } from '../../api/client.ts'
import { useMay } from '../../api/queries/session.ts'
import { Empty } from '../../shared/feedback/empty.tsx'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import { count } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './contents.module.css'

interface ContentsProps {
  /** Not set while they are on their way. */
  slots: readonly Schemas['LocationWithParts'][] | undefined
  onChoose: (slot: number) => void
}

/** What is in a box, as a list in the order of its slots. */
export function Contents({ slots, onChoose }: ContentsProps) {
  const mayEdit = useMay('editor')
  if (slots === undefined) return <SkeletonRows />
  const piles = slots.flatMap(({ loc_no, part_assignments }) =>
    (part_assignments ?? []).map((part) => ({ loc_no, ...part })),
  )
  if (piles.length === 0) {
    const put = mayEdit && (
      <Button variant="filled" onClick={() => onChoose(slots[0]?.loc_no ?? 1)}>
        Put the first part in
      </Button>
    )
    return (
      <Empty title="The box is empty" ways={put}>
        What is put into its slots stands here as a list.
      </Empty>
    )
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Slot</th>
          <th scope="col">
            <span className="sr-only">Picture</span>
          </th>
          <th scope="col">Key</th>
          <th scope="col">Description</th>
          <th scope="col" className={classes.right}>
            Pieces
          </th>
        </tr>
      </thead>
      <tbody>
        {piles.map(({ loc_no, key, qty, description, manufacturer_code, cover_url }) => (
          <tr key={`${loc_no} ${key}`}>
            <td className="num">
              <button type="button" onClick={() => onChoose(loc_no)}>
                {loc_no}
              </button>
            </td>
            <td>
              <Picture url={cover_url} size={1.875} />
            </td>
            <td>
              <PartKey>{key}</PartKey>
            </td>
            <td className={classes.words}>
              <Link to="/parts/$key" params={{ key }} title={description} data-walk>
                {description}
              </Link>
              <span className="mono">{manufacturer_code}</span>
            </td>
            <td className={`num ${classes.right}`}>{count(qty)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
