import { Progress } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, body } from '../../api/client.ts'
import type { ShoppingList } from '../../api/queries/lists.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { groupsOf } from './groups-of.ts'
import { LatestReceipts } from './latest-receipts.tsx'
import { sumOf, useOffers } from './offers.ts'
import classes from './shopping-list.module.css'

/** What is still to be ordered, and what is on its way. */
export function ListPanel({ list }: { list: ShoppingList }) {
  const { data: kits = [] } = useQuery({
    queryKey: ['list', list.id, 'kits'],
    queryFn: () => body(api.GET('/api/shopping-lists/{list_id}/kits', { params: { path: { list_id: list.id } } })),
  })
  const offers = useOffers(list.id)
  const open = list.lines.filter(({ status }) => status === 'new')
  const ordered = list.lines.filter(({ status }) => status === 'ordered')
  const cost = sumOf(open, offers).text
  const without = open.filter(({ seller_id }) => seller_id === null)
  const asked = ordered.reduce((sum, line) => sum + line.ordered, 0)
  const come = ordered.reduce((sum, line) => sum + Math.min(line.received, line.ordered), 0)
  const groups = groupsOf(list).filter(
    ({ lines, seller_id }) => seller_id !== null && lines.some(({ status }) => status === 'new'),
  )
  return (
    <aside className={classes.panel} aria-label="Where the list stands">
      {list.status === 'active' && (
        <>
          <h2>To order</h2>
          <p className={classes.big}>
            <b className="num">{count(open.length)}</b> {open.length === 1 ? 'line' : 'lines'}
            {groups.length > 0 && ` in ${plural(groups.length, 'order', 'orders')}`}
          </p>
          {cost !== '' && <p className={classes.text}>{cost} by the prices that were paid last</p>}
          {groups.map(({ group_key, seller, lines }) => {
            const waiting = lines.filter(({ status }) => status === 'new')
            const cost = sumOf(waiting, offers).text
            return (
              <p key={group_key} className={classes.row}>
                <span>
                  {seller?.name}
                  {cost !== '' && `, ${plural(waiting.length, 'line', 'lines')}`}
                </span>
                <span className="num">{cost === '' ? plural(waiting.length, 'line', 'lines') : cost}</span>
              </p>
            )
          })}
          {without.length > 0 && (
            <p className={classes.row}>
              <span className={classes.warn}>No seller</span>
              <span>
                {without.slice(0, 3).map(({ id, part }) => (
                  <PartKey key={id}>{part.key}</PartKey>
                ))}
                {without.length > 3 && ` +${without.length - 3}`}
              </span>
            </p>
          )}
        </>
      )}
      {ordered.length > 0 && (
        <section className={classes.section}>
          <h2>On the way</h2>
          <p className={classes.text}>
            <b>{count(come)}</b> of {plural(asked, 'piece', 'pieces')} received
          </p>
          <Progress value={(come / Math.max(1, asked)) * 100} size={6} aria-label="Pieces received" />
        </section>
      )}
      <LatestReceipts list={list} />
      {kits.length > 0 && (
        <section className={classes.section}>
          <h2>For</h2>
          {kits.map((kit) => (
            <Link key={kit.id} to="/kits/$kit" params={{ kit: String(kit.kit_id) }} className={classes.row}>
              <span>{kit.kit_name}</span>
              <span>{plural(kit.requested_units, 'unit', 'units')}</span>
            </Link>
          ))}
        </section>
      )}
      {list.status === 'active' && (
        <p className={classes.hint}>A line is closed by hand once nothing more will come.</p>
      )}
    </aside>
  )
}
