import { Link } from '@tanstack/react-router'
import { useMay } from '../../api/queries/session.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import { Amounts } from './amounts.tsx'
import { Buying } from './buying.tsx'
import { Details } from './details.tsx'
import { Documents } from './documents.tsx'
import { Duplicates } from './duplicates.tsx'
import { Gallery } from './gallery.tsx'
import { Ledger } from './ledger.tsx'
import { Menu } from './menu.tsx'
import classes from './part.module.css'
import type { PartViewProps } from './part-view.ts'
import { Piles } from './piles.tsx'
import { StockOverTime } from './stock-over-time.tsx'
import { TitleField } from './title-field.tsx'
import { UsedIn } from './used-in.tsx'
import { Verbs } from './verbs.tsx'

/** The page where there is room for three columns, or two. */
export function WidePart({ part, piles }: PartViewProps) {
  const mayEdit = useMay('editor')
  return (
    <div className={classes.page}>
      <nav className={classes.crumbs} aria-label="Where this is">
        <Link to="/parts">Parts</Link>
        {part.type !== null && (
          <>
            <span aria-hidden>›</span>
            <Link to="/parts" search={{ q: `type:="${part.type.name}"` }}>
              {part.type.name}
            </Link>
          </>
        )}
      </nav>
      <header className={classes.head}>
        <span className={classes.keyBox}>
          <PartKey size="page">{part.key}</PartKey>
        </span>
        <TitleField part={part} />
        <div className={classes.verbs}>
          {mayEdit && <Verbs part={part} />}
          <Menu part={part} mayEdit={mayEdit} />
        </div>
      </header>
      <div className={classes.columns}>
        <div className={classes.left}>
          <Gallery part={part} />
          <Documents part={part} />
        </div>
        <div className={classes.middle}>
          <Amounts part={part} />
          <Piles part={part} piles={piles} />
          <StockOverTime part={part} />
          <Ledger part={part} />
        </div>
        <div className={classes.right}>
          <Details part={part} />
          <UsedIn part={part} />
          <Buying part={part} />
          <Duplicates part={part} />
        </div>
      </div>
    </div>
  )
}
