import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../../api/queries/system.ts'
import { count } from '../../shared/text/numbers.ts'
import classes from './system.module.css'

/** What the service was started with: what somebody has set, and all of it when that is asked for. */
export function Settings() {
  const [all, { toggle }] = useDisclosure(false)
  const { data } = useQuery(settingsQuery)
  if (data === undefined) return null
  const shown = all ? data : data.filter(({ is_default }) => !is_default)
  return (
    <section className={classes.section}>
      <h2>
        Settings in force
        <button type="button" className={classes.all} aria-expanded={all} onClick={toggle}>
          {all ? 'Only what was set' : `All ${count(data.length)}`}
        </button>
      </h2>
      {shown.length === 0 && <p className={classes.text}>Nothing was set.</p>}
      <dl className={classes.settings}>
        {shown.map(({ name, value, description }) => (
          <div key={name} title={description}>
            <dt className="mono">{name}</dt>
            <dd>{value ?? 'not set'}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
