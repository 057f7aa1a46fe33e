import { Link } from '@tanstack/react-router'
import type { Operation } from '../../api/queries/operations.ts'
import { Keys } from '../../shared/text/keys.tsx'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './operation-list.module.css'

/** What an operation says, with the keys in it set as keys; those of its changes of stock lead to the part. */
export function WithKeys({ text, operation }: { text: string; operation: Operation }) {
  const keys = new Set(operation.rows.map(({ part_key }) => part_key))
  const draw = (key: string) =>
    keys.has(key) ? (
      <Link to="/parts/$key" params={{ key }} className={classes.key}>
        <PartKey>{key}</PartKey>
      </Link>
    ) : (
      <PartKey>{key}</PartKey>
    )
  return <Keys text={text} draw={draw} />
}
