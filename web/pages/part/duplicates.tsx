import { IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type Part, partDuplicatesQuery } from '../../api/queries/parts.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import rows from './rows.module.css'

/** Parts that may be the same one. */
export function Duplicates({ part }: { part: Part }) {
  const { data: likely = [] } = useQuery(partDuplicatesQuery(part.key))
  return likely
    .filter(({ confidence }) => confidence === 'high')
    .slice(0, 3)
    .map((other) => (
      <Link
        key={other.part_key}
        to="/parts/$key"
        params={{ key: other.part_key }}
        className={rows.card}
        title={other.reasoning}
      >
        <IconCopy size={15} stroke={1.75} aria-hidden />
        <span>Looks like</span>
        <PartKey>{other.part_key}</PartKey>
        <span className={`mono ellipsis ${rows.number}`}>{other.manufacturer_code}</span>
      </Link>
    ))
}
