import { ActionIcon, Popover } from '@mantine/core'
import { IconExternalLink, IconX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { api, body, done, once } from '../../api/client.ts'
import type { Part } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { sayDone, sayFailure } from '../../shared/feedback/undo.tsx'
import { later } from '../../shared/later.tsx'
import { SellerIcon } from '../../shared/shopping/seller-icon.tsx'
import { webAddress } from '../../shared/text/web-address.ts'
import classes from './part.module.css'
import rows from './rows.module.css'
import own from './sellers.module.css'

const SellerForm = later(async () => (await import('./seller-form.tsx')).SellerForm)

type Link = Part['seller_links'][number]

/** Takes a link away, and makes it anew when the person wants. */
function useRemove({ key }: Part) {
  const queries = useQueryClient()
  const readAgain = () => Promise.all(['part', 'list'].map((word) => queries.invalidateQueries({ queryKey: [word] })))
  const restore = async ({ seller_id, link, seller_part_number }: Link) => {
    await body(
      api.POST('/api/parts/{part_key}/seller-links', {
        params: { path: { part_key: key }, header: once() },
        body: { seller_id, link, seller_part_number },
      }),
    )
    await readAgain()
  }
  return useMutation({
    mutationFn: ({ id }: Link) =>
      done(
        api.DELETE('/api/parts/{part_key}/seller-links/{seller_link_id}', {
          params: { path: { part_key: key, seller_link_id: id }, header: once() },
        }),
      ),
    onSuccess: (_answer, link) => sayDone(`The link to ${link.seller_name} was removed`, () => restore(link)),
    onError: sayFailure,
    onSettled: readAgain,
  })
}

/** Who sells the part, and where. */
export function Sellers({ part }: { part: Part }) {
  const mayEdit = useMay('editor')
  const [adding, setAdding] = useState(false)
  const remove = useRemove(part)
  if (!mayEdit && part.seller_links.length === 0) return null
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <h2>Sellers</h2>
        {mayEdit && (
          <Popover
            opened={adding}
            onChange={setAdding}
            position="bottom-end"
            trapFocus
            returnFocus
            hideDetached={false}
            width={280}
          >
            <Popover.Target>
              <button type="button" className={classes.sectionAct} onClick={() => setAdding(!adding)}>
                Add a seller
              </button>
            </Popover.Target>
            <Popover.Dropdown aria-label="Add a seller" onKeyDown={(event) => event.stopPropagation()}>
              {adding && <SellerForm part={part} onDone={() => setAdding(false)} />}
            </Popover.Dropdown>
          </Popover>
        )}
      </div>
      {part.seller_links.map((link) => (
        <div key={link.id} className={own.seller}>
          <a href={webAddress(link.link)} target="_blank" rel="noreferrer noopener" className={rows.row}>
            <SellerIcon id={link.seller_id} name={link.seller_name} logo={link.logo_url} />
            <span className={`ellipsis ${rows.name}`}>{link.seller_name}</span>
            <span className={`mono ellipsis ${rows.number}`}>{link.seller_part_number}</span>
            <span className={rows.end}>
              <IconExternalLink size={14} stroke={1.75} aria-label="opens the seller’s page" />
            </span>
          </a>
          {mayEdit && (
            <ActionIcon
              className={own.remove}
              aria-label={`Remove ${link.seller_name}`}
              title="Remove"
              onClick={() => remove.mutate(link)}
            >
              <IconX size={14} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
    </section>
  )
}
