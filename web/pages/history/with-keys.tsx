import { Link } from '@tanstack/react-router'
import type { Operation } from '../../api/queries/operations.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './operation-list.module.css'

const KEY = /\b([A-Z]{4})\b/

/** A sentence with the keys in it set as keys; those of its changes of stock lead to the part. */
export function WithKeys({ text, operation }: { text: string; operation: Operation }) {
  const keys = new Set(operation.rows.map(({ part_key }) => part_key))
  // Splitting by one group: every second piece is a key.
  return text.split(KEY).map((piece, index) => {
    const name = `${index} ${piece}`
    if (index % 2 === 0) return <span key={name}>{piece}</span>
    if (!keys.has(piece)) return <PartKey key={name}>{piece}</PartKey>
    return (
      <Link key={name} to="/parts/$key" params={{ key: piece }} className={classes.key}>
        <PartKey>{piece}</PartKey>
      </Link>
    )
  })
}
