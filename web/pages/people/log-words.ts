import type { AccessLogEntry } from '../../api/queries/access.ts'

type Words = (entry: {
  person: string
  device: string
  token: string
  /** What the service adds, such as a role. */
  detail: string | null
}) => string

const REFUSED: Readonly<Record<string, Words>> = {
  link: () => 'A wrong link was opened',
  typed: () => 'A wrong code was typed',
  token: () => 'A wrong access token was sent',
  'another number': ({ device, person }) => `Another number was chosen than ${device} showed, for ${person}`,
  'by a person': ({ device, person }) => `Kept out: ${device}, which waited for ${person}`,
}

const WORDS: Readonly<Record<AccessLogEntry['what'], Words>> = {
  person_added: ({ person, detail }) => `${person} was added${detail === null ? '' : ` as ${detail}`}`,
  person_renamed: ({ person }) => `${person} got this name`,
  role_changed: ({ person, detail }) => `Role of ${person} changed${detail === null ? '' : ` from ${detail}`}`,
  person_deactivated: ({ person }) => `${person} was deactivated`,
  person_activated: ({ person }) => `${person} may come in again`,
  person_forgotten: ({ person }) => `The name of ${person} was replaced`,
  code_made: ({ detail }) => {
    if (detail === 'terminal') return 'A code was printed in the terminal'
    return detail === 'another device'
      ? 'A code was made for another device'
      : `A code was made for a new person, ${detail}`
  },
  code_refused: (entry) => REFUSED[entry.detail ?? '']?.(entry) ?? 'A wrong code was sent',
  device_paired: ({ device, person }) => `${device} was paired with ${person}`,
  device_renamed: ({ device, person }) => `A device of ${person} was named ${device}`,
  device_revoked: ({ device, person }) => `${device} of ${person} was revoked`,
  signed_out: ({ device, person }) => `${person} signed out on ${device}`,
  token_created: ({ token, detail }) => `Access token ${token} was made, ${detail ?? 'for everything'}`,
  token_revoked: ({ token }) => `Access token ${token} was revoked`,
}

/** What an entry of the log of access tells. */
export function logWords({ what, person_name, device_name, token_name, detail }: AccessLogEntry): string {
  return WORDS[what]({
    person: person_name ?? 'somebody',
    device: device_name ?? 'a device',
    token: token_name ?? '',
    detail,
  })
}
