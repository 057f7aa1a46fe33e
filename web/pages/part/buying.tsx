import { IconShoppingCart } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { type Part, partListsQuery } from '../../api/queries/parts.ts'
import { useMay } from '../../api/queries/session.ts'
import { AddToList } from '../../shared/shopping/add-to-list.tsx'
import { count } from '../../shared/text/numbers.ts'
import { Tag } from '../../shared/text/tag.tsx'
import { Codes } from './codes.tsx'
import classes from './part.module.css'
import { Received } from './received.tsx'
import rows from './rows.module.css'
import { Sellers } from './sellers.tsx'

/** The lists that the part is on, who sells it, and what came of it. */
export function Buying({ part }: { part: Part }) {
  const { data: lists } = useQuery(partListsQuery(part.key))
  const mayEdit = useMay('editor')
  const [listing, setListing] = useState(false)
  return (
    <>
      {(mayEdit || (lists !== undefined && lists.length > 0)) && (
        <section className={classes.section}>
          <div className={classes.sectionHead}>
            <h2>To buy</h2>
            {mayEdit && (
              <AddToList partKeys={[part.key]} opened={listing} onChange={setListing}>
                <button type="button" className={classes.sectionAct} onClick={() => setListing(!listing)}>
                  Add to list
                </button>
              </AddToList>
            )}
          </div>
          {lists?.map((line) => (
            <Link
              key={line.line_id}
              to="/shopping/$list"
              params={{ list: String(line.shopping_list_id) }}
              className={rows.row}
            >
              <IconShoppingCart size={15} stroke={1.75} aria-hidden />
              <span className={`ellipsis ${rows.name}`}>{line.shopping_list_name}</span>
              {line.line_status === 'ordered' ? (
                <Tag tone="new">{count(line.ordered)} ordered</Tag>
              ) : (
                <span className={`num ${rows.end}`}>{count(line.needed)} needed</span>
              )}
            </Link>
          ))}
        </section>
      )}
      <Sellers part={part} />
      <Codes part={part} />
      <Received part={part} />
    </>
  )
}
