import { ActionIcon, Tabs } from '@mantine/core'
import { IconChevronLeft } from '@tabler/icons-react'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useMay } from '../../api/queries/session.ts'
import { Picture } from '../../shared/picture/picture.tsx'
import { PartKey } from '../../shared/text/part-key.tsx'
import { Amounts } from './amounts.tsx'
import { Buying } from './buying.tsx'
import { Details } from './details.tsx'
import { Documents } from './documents.tsx'
import { Duplicates } from './duplicates.tsx'
import { Ledger } from './ledger.tsx'
import { Menu } from './menu.tsx'
import classes from './narrow-part.module.css'
import type { PartViewProps } from './part-view.ts'
import { Piles } from './piles.tsx'
import { StockOverTime } from './stock-over-time.tsx'
import { UsedIn } from './used-in.tsx'
import { Verbs } from './verbs.tsx'

const route = getRouteApi('/parts/$key')

/** The page on a phone: one part of it at a time, its actions in reach of the thumb. */
export function NarrowPart({ part, piles }: PartViewProps) {
  const { tab = 'stock' } = route.useSearch()
  const navigate = route.useNavigate()
  const router = useRouter()
  const mayEdit = useMay('editor')
  const back = () => {
    if (router.history.canGoBack()) router.history.back()
    else void router.navigate({ to: '/parts' })
  }
  return (
    <div className={classes.page} data-hides-search>
      <header className={classes.bar}>
        <ActionIcon size={44} aria-label="Back" onClick={back}>
          <IconChevronLeft size={22} stroke={1.75} />
        </ActionIcon>
        <span>Part</span>
        <Menu part={part} mayEdit={mayEdit} />
      </header>
      <div className={classes.head}>
        <Picture url={part.cover_url} size={5.25} />
        <div>
          <PartKey>{part.key}</PartKey>
          <h1>{part.description}</h1>
          <p>
            <span className="mono">{part.manufacturer_code}</span> {part.manufacturer}
          </p>
        </div>
      </div>
      <Tabs
        value={tab}
        onChange={(next) => void navigate({ search: { tab: next ?? undefined }, replace: true })}
        className={classes.tabs}
      >
        <Tabs.List>
          <Tabs.Tab value="stock">Stock</Tabs.Tab>
          <Tabs.Tab value="details">Details</Tabs.Tab>
          <Tabs.Tab value="documents">Documents</Tabs.Tab>
          <Tabs.Tab value="kits">Kits</Tabs.Tab>
          <Tabs.Tab value="buy">Buy</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="stock">
          <Amounts part={part} />
          <Piles part={part} piles={piles} />
          <StockOverTime part={part} />
          <Ledger part={part} />
        </Tabs.Panel>
        <Tabs.Panel value="details">
          <Details part={part} withTitle />
          <Duplicates part={part} />
        </Tabs.Panel>
        <Tabs.Panel value="documents">
          <Documents part={part} />
        </Tabs.Panel>
        <Tabs.Panel value="kits">
          <UsedIn part={part} />
        </Tabs.Panel>
        <Tabs.Panel value="buy">
          <Buying part={part} />
        </Tabs.Panel>
      </Tabs>
      {mayEdit && (
        <div className={classes.verbs}>
          <Verbs part={part} />
        </div>
      )}
    </div>
  )
}
