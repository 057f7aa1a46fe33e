import { Link } from '@tanstack/react-router'
import type { KitDetail } from '../../api/queries/kits.ts'
import { FilterTabs } from '../../shared/page/filter-tabs.tsx'
import { Picture } from '../../shared/picture/picture.tsx'
import { count, plural } from '../../shared/text/numbers.ts'
import { PartKey } from '../../shared/text/part-key.tsx'
import classes from './compare.module.css'
import { type ComparedLine, comparedLines } from './compared-lines.ts'

interface ComparisonProps {
  one: KitDetail
  other: KitDetail
  show: 'different' | undefined
  onShow: (show: 'different' | undefined) => void
}

/** What stands where a kit does not have the part. */
function Amount({ pieces, differs }: { pieces: number; differs: boolean }) {
  return (
    <td className={`num ${classes.amount}`} data-differs={differs || undefined}>
      {pieces === 0 ? <span className={classes.none}>none</span> : count(pieces)}
    </td>
  )
}

function Row({ line }: { line: ComparedLine }) {
  const { part, here, there, needed, inStock, state } = line
  const missing = Math.max(0, needed - inStock)
  return (
    <tr>
      <td className={classes.picture}>
        <Picture url={part.cover_url} size={1.875} />
      </td>
      <td className={classes.key}>
        <PartKey>{part.key}</PartKey>
      </td>
      <td className={classes.words}>
        <Link to="/parts/$key" params={{ key: part.key }} title={part.description}>
          {part.description}
        </Link>
      </td>
      <Amount pieces={here} differs={state !== 'same'} />
      <Amount pieces={there} differs={state !== 'same'} />
      <td className={`num ${classes.both}`}>
        {count(needed)} <span>of {count(inStock)}</span>
      </td>
      <td className={classes.state}>{missing > 0 && <b>{count(missing)} short</b>}</td>
    </tr>
  )
}

/** The parts of two kits, and what both need together for all that is to be built. */
export function Comparison({ one, other, show, onShow }: ComparisonProps) {
  const lines = comparedLines(one, other)
  const different = lines.filter(({ state }) => state !== 'same')
  const shown = show === 'different' ? different : lines
  const short = lines.filter(({ needed, inStock }) => needed > inStock).length
  return (
    <>
      <FilterTabs
        label="Which parts"
        value={show}
        onChange={onShow}
        tabs={[
          { value: undefined, label: 'All', count: lines.length },
          { value: 'different', label: 'Different', count: different.length },
        ]}
        end={
          short === 0
            ? 'In stock for all that is to be built of both'
            : `${plural(short, 'part is', 'parts are')} short for all that is to be built of both`
        }
      />
      {shown.length === 0 ? (
        <p className={classes.nothing}>{lines.length === 0 ? 'Neither kit has a part yet.' : 'They need the same.'}</p>
      ) : (
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col" className={classes.picture}>
                <span className="sr-only">Picture</span>
              </th>
              <th scope="col">Key</th>
              <th scope="col">Part</th>
              <th scope="col" className={classes.amount} title={one.name}>
                {one.name}
              </th>
              <th scope="col" className={classes.amount} title={other.name}>
                {other.name}
              </th>
              <th scope="col" className={classes.both}>
                For both
              </th>
              <th scope="col">
                <span className="sr-only">State</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <Row key={line.part.key} line={line} />
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}
