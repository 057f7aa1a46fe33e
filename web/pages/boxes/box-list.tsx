import { Progress } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ShelfBox } from '../../api/queries/boxes.ts'
import rows from '../../shared/list/rows.module.css'
import { SkeletonRows } from '../../shared/list/skeleton-rows.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { roomText } from './box-groups.ts'
import classes from './boxes.module.css'

function BoxRow({ box }: { box: ShelfBox }) {
  const { box_no, description, capacity, occupied, pieces, low_parts } = box
  return (
    <li>
      <Link to="/boxes/$box" params={{ box: String(box_no) }} className={rows.row} data-walk>
        <b className={`num ${rows.lead} ${classes.listNumber}`}>{box_no}</b>
        <span className={rows.words}>
          <b className="ellipsis">{description}</b>
          <span className="ellipsis">{plural(pieces, 'piece', 'pieces')}</span>
        </span>
        {low_parts > 0 && <Tag tone="warn">{count(low_parts)} low</Tag>}
        <Progress
          w={120}
          size={6}
          value={(occupied.length / capacity) * 100}
          aria-label={`${occupied.length} of ${capacity} slots used`}
          className={classes.listFill}
        />
        <span className={`num ${rows.end}`} data-full={occupied.length === capacity || undefined}>
          {roomText(box)}
        </span>
      </Link>
    </li>
  )
}

/** Boxes one below the other. */
export function BoxList({ boxes, loading }: { boxes: readonly ShelfBox[]; loading: boolean }) {
  if (loading) return <SkeletonRows />
  if (boxes.length === 0) return <p className={classes.noneOfList}>No box is like that.</p>
  return (
    <ul className={rows.rows}>
      {boxes.map((box) => (
        <BoxRow key={box.box_no} box={box} />
      ))}
    </ul>
  )
}
