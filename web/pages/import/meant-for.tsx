import { useQuery } from '@tanstack/react-query'
import { kitQuery } from '../../api/queries/kits.ts'
import { listQuery } from '../../api/queries/lists.ts'
import { Chip } from '../../shared/list/chip.tsx'
import classes from './import.module.css'
import type { GiveSearch } from './route.ts'

interface MeantForProps {
  search: GiveSearch
  /** The file is for nothing in particular after all. */
  onClear: () => void
}

/** What the file is for that is given next. */
export function MeantFor({ search: { kit, list }, onClear }: MeantForProps) {
  const { data: ofKit } = useQuery({ ...kitQuery(kit ?? 0), enabled: kit !== undefined })
  const { data: ofList } = useQuery({ ...listQuery(list ?? 0), enabled: list !== undefined })
  const name = kit === undefined ? ofList?.name : ofKit?.name
  if (name === undefined) return null
  const text = { name: kit === undefined ? 'For the list' : 'Lines of the kit', value: name, note: '', guessed: false }
  return (
    <div className={classes.meant}>
      <Chip text={text} remove={onClear} />
    </div>
  )
}
