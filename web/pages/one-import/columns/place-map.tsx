import { useInfiniteQuery } from '@tanstack/react-query'
import { type Import, type ImportRow, importRowsQuery } from '../../../api/queries/imports.ts'
import { placeName, readPlace } from '../../../shared/place/place.ts'
import { plural } from '../../../shared/text/numbers.ts'
import classes from './columns.module.css'
import type { ChoiceProps } from './kind-menu.tsx'
import { OptionText } from './option-text.tsx'

interface Mapped {
  path: string
  box_no: number
  loc_no: number
}

const LISTS: readonly Import['kind'][] = ['parts_list', 'part_db', 'inventree', 'partkeepr', 'binner', 'partsbox']
const SHOWN = 12

function isMapped(value: unknown): value is Mapped {
  return typeof value === 'object' && value !== null && 'path' in value && 'box_no' in value && 'loc_no' in value
}

function mapOf({ options }: Import): Mapped[] {
  return Array.isArray(options.place_map) ? options.place_map.filter(isMapped) : []
}

/** Places of rows that are no slots of ours, each once. In files of other systems a place is a path, however it looks. */
function pathsOf(rows: readonly ImportRow[], kind: Import['kind']): string[] {
  const places = rows.flatMap(({ fields: { place } }) => (typeof place === 'string' ? [place] : []))
  return [...new Set(places)].filter((place) => kind !== 'parts_list' || readPlace(place) === null)
}

/** Which slot here each place of the file is. */
export function PlaceMap({ one, onChange, disabled }: ChoiceProps) {
  const { data } = useInfiniteQuery(importRowsQuery(one.id, 'all'))
  const paths = pathsOf(data?.pages.flat() ?? [], one.kind)
  if (!LISTS.includes(one.kind) || one.options.create_boxes === true || paths.length === 0) return null
  const known = mapOf(one)
  const save = (path: string, text: string) => {
    const slot = readPlace(text)
    const others = known.filter((each) => each.path !== path)
    onChange({ options: { place_map: slot === null ? others : [...others, { path, ...slot }] } })
  }
  return (
    <section className={classes.places} aria-labelledby="places">
      <div className={classes.columnsHead}>
        <h2 id="places">Places of the file</h2>
        <span>Say which slot each is here. Pieces of the others are left out.</span>
      </div>
      <div className={classes.placeRows}>
        {paths.slice(0, SHOWN).map((path) => {
          const slot = known.find((each) => each.path === path)
          return (
            <div key={path} className={classes.line}>
              <span className="ellipsis" title={path}>
                {path}
              </span>
              <OptionText
                label={`Slot of ${path}`}
                placeholder="7-12"
                value={slot === undefined ? '' : placeName(slot)}
                disabled={disabled}
                wrongText={(text) => (readPlace(text) === null ? 'A box and a slot, such as 7-12' : null)}
                save={(text) => save(path, text)}
              />
            </div>
          )
        })}
      </div>
      {paths.length > SHOWN && (
        <p className={classes.quiet}>and {plural(paths.length - SHOWN, 'more place', 'more places')}</p>
      )}
    </section>
  )
}
