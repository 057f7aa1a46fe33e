import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Import } from '../../../api/queries/imports.ts'
import { count } from '../../../shared/text/numbers.ts'
import { orderNumberOf } from '../title-of.ts'
import classes from './columns.module.css'
import { type ChoiceProps, KindMenu } from './kind-menu.tsx'

const AND = new Intl.ListFormat('en', { type: 'conjunction' })
const MOST_REASONS = 5

function Fact({ warn = false, children }: { warn?: boolean; children: ReactNode }) {
  return (
    <li data-warn={warn || undefined}>
      {warn ? (
        <IconAlertTriangle size={15} stroke={1.75} aria-hidden />
      ) : (
        <IconCheck size={15} stroke={1.75} aria-hidden />
      )}
      <span>{children}</span>
    </li>
  )
}

function Known({ one }: { one: Import }) {
  const { summary, kind } = one
  if (summary === null || kind === null || kind === 'inventory' || summary.rows === 0) return null
  return (
    <Fact>
      {count(summary.matched)} of {count(summary.rows)} rows are known parts
    </Fact>
  )
}

/** What the file was taken for, and why. */
export function Recognised(props: ChoiceProps) {
  const { one } = props
  const { kind, kind_reasons: reasons, repeat_of, detected, summary } = one
  const order = orderNumberOf(one)
  return (
    <section className={classes.recognised} aria-labelledby="recognised">
      <h2 id="recognised" className={classes.label}>
        Recognised as
      </h2>
      <KindMenu {...props} />
      <ul className={classes.facts}>
        {kind === null && <Fact warn>The headers do not say what this is. Choose it above.</Fact>}
        {reasons.length > 0 && (
          <Fact>
            It has {reasons.length === 1 ? 'the column' : 'the columns'}{' '}
            <b>{AND.format(reasons.slice(0, MOST_REASONS))}</b>
          </Fact>
        )}
        {detected?.seller && <Fact>Seller: {detected.seller}</Fact>}
        {order !== null && <Fact>Order {order}</Fact>}
        <Known one={one} />
        {repeat_of !== null && (
          <Fact warn>
            The same file was{' '}
            <Link to="/import/$import" params={{ import: String(repeat_of) }}>
              imported before
            </Link>
          </Fact>
        )}
        {repeat_of === null &&
          summary !== null &&
          summary.rows > 0 &&
          summary.changes === 0 &&
          summary.errors === 0 && <Fact warn>Nothing in it is new</Fact>}
      </ul>
    </section>
  )
}
