import { useQuery } from '@tanstack/react-query'
import { authModeQuery, sessionQuery } from '../../api/queries/session.ts'
import { commandsFor } from './commands.ts'

/** The commands that fit what was typed, of those that the person may give here. */
export function useCommands(query: string): ReturnType<typeof commandsFor> {
  const { data: session } = useQuery(sessionQuery)
  const { data: mode } = useQuery(authModeQuery)
  return commandsFor(query).filter(
    ({ role, modes }) =>
      session?.roles.includes(role) && (modes === undefined || (mode !== undefined && modes.includes(mode.mode))),
  )
}
