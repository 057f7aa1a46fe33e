import { useQuery } from '@tanstack/react-query'
import { peopleQuery } from '../../api/queries/access.ts'
import { authModeQuery, sessionQuery } from '../../api/queries/session.ts'
import type { Task } from '../../api/queries/tasks.ts'

/** Says who has started a task; nothing where nobody has a name. */
export function useStarter(): (task: Task) => string {
  const { data: session } = useQuery(sessionQuery)
  const { data: mode } = useQuery(authModeQuery)
  const pairs = mode?.mode === 'own'
  const { data: people = [] } = useQuery({ ...peopleQuery, enabled: pairs, refetchInterval: false })
  return ({ subject }) => {
    if (mode === undefined || mode.mode === 'open') return ''
    if (subject === null) return 'by itself'
    if (subject === session?.subject) return 'by you'
    // An identity provider has ids that say nothing to people.
    const name = people.find(({ id }) => subject === `person:${id}`)?.name
    return name === undefined ? 'by somebody else' : `by ${name}`
  }
}
