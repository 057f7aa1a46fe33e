import { Button } from '@mantine/core'
import { IconCheck, IconCopy, IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api, body, once } from '../../api/client.ts'
import type { LineOffer, SellerGroup, ShoppingList } from '../../api/queries/lists.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { SellerIcon } from '../../shared/shopping/seller-icon.tsx'
import { copyText } from '../../shared/text/copy-text.ts'
import { count, plural } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import classes from './groups.module.css'
import { ensureGroup, groupsOf } from './groups-of.ts'
import { LineRow } from './line-row.tsx'
import { numberFor, sumOf, toBuy, useOffers } from './offers.ts'
import { useListChange } from './use-list-change.ts'

type Offers = ReadonlyMap<number, LineOffer>

/** What one pastes into the cart of a seller: its number, or else the maker’s, and the amount, a line each. */
function cartText({ lines }: SellerGroup, offers: Offers): string {
  return lines
    .filter(({ status }) => status === 'new')
    .map((line) => {
      const number = numberFor(offers.get(line.id), toBuy(line))?.number
      return `${number ?? line.part.manufacturer_code ?? line.part.description}\t${toBuy(line)}`
    })
    .join('\n')
}

function GroupHead({ list, group, offers }: { list: ShoppingList; group: SellerGroup; offers: Offers }) {
  const mayEdit = useMay('editor') && list.status === 'active'
  const { seller, seller_id: sellerId, lines, status } = group
  const open = lines.filter((line) => line.status !== 'done')
  const order = useListChange(async (next: 'active' | 'ordered') => {
    if (sellerId === null) return
    if (next === 'ordered') {
      await ensureGroup(list, sellerId)
      // What nobody has rounded up is ordered as needed.
      for (const line of open.filter((each) => each.status === 'new' && each.ordered === 0)) {
        await body(
          api.PUT('/api/shopping-list-lines/{line_id}', {
            params: { path: { line_id: line.id }, header: once() },
            body: { ordered: line.needed, seller_id: sellerId, needed: line.needed, note: line.note },
          }),
        )
      }
    }
    await body(
      api.PUT('/api/shopping-lists/{list_id}/seller-groups/{seller_id}', {
        params: { path: { list_id: list.id, seller_id: sellerId }, header: once() },
        body: { status: next },
      }),
    )
  })
  const copy = async () => {
    await copyText(cartText(group, offers))
    sayDone(`Numbers and amounts for ${seller?.name} are in the clipboard`)
  }
  const pieces = lines.reduce((sum, line) => sum + toBuy(line), 0)
  const cost = sumOf(lines, offers)
  const hasCome = lines.some(({ received }) => received > 0)
  return (
    <div className={classes.head}>
      <SellerIcon id={seller?.id} name={seller?.name} logo={seller?.logo_url} />
      <h2>{seller?.name ?? 'No seller yet'}</h2>
      {status === 'ordered' && <Tag tone="warn">Ordered</Tag>}
      <span className={classes.summary}>
        {plural(lines.length, 'line', 'lines')}, {plural(pieces, 'piece', 'pieces')}
      </span>
      <span className={classes.grow} />
      {cost.text !== '' && (
        <b
          className="num"
          title={cost.unknown > 0 ? `Without ${plural(cost.unknown, 'line', 'lines')} of unknown price` : undefined}
        >
          {cost.text}
        </b>
      )}
      {mayEdit && sellerId !== null && status !== 'ordered' && open.length > 0 && (
        <>
          <Button
            size="xs"
            leftSection={<IconCopy size={14} stroke={1.75} />}
            onClick={() => void copy().catch(sayFailure)}
          >
            Copy for {seller?.name}
          </Button>
          <Button
            size="xs"
            leftSection={<IconDownload size={14} stroke={1.75} />}
            renderRoot={(props) => <Link to="/export" search={{ list: list.id, seller: sellerId }} {...props} />}
          >
            File
          </Button>
          <Button
            size="xs"
            leftSection={<IconCheck size={14} stroke={1.75} />}
            loading={order.isPending}
            onClick={() => order.mutate('ordered')}
          >
            Mark ordered
          </Button>
        </>
      )}
      {mayEdit && status === 'ordered' && !hasCome && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          loading={order.isPending}
          onClick={() => order.mutate('active')}
        >
          Not ordered after all
        </Button>
      )}
    </div>
  )
}

/** The lines of a list by seller. */
export function Groups({ list }: { list: ShoppingList }) {
  const offers = useOffers(list.id)
  const groups = groupsOf(list).filter(({ lines, seller_id }) => lines.length > 0 || seller_id !== null)
  if (list.lines.length === 0) return <p className={classes.none}>Nothing is on this list yet.</p>
  return (
    <>
      <div className={classes.columns} aria-hidden>
        <span>Key</span>
        <span>Part</span>
        <span>Needed</span>
        <span>Ordered</span>
        <span>Come</span>
        <span>Price</span>
        <span />
      </div>
      {groups.map((group) => (
        <section key={group.group_key} className={classes.group} aria-label={group.seller?.name ?? 'No seller yet'}>
          <GroupHead list={list} group={group} offers={offers} />
          {group.lines.map((line) => (
            <LineRow key={line.id} line={line} offer={offers.get(line.id)} frozen={list.status === 'done'} />
          ))}
        </section>
      ))}
      <span className="sr-only">{count(list.lines.length)} lines</span>
    </>
  )
}
