import { hash } from 'node:crypto'

/** What has a version that goes up with each change of it. */
export interface Versioned {
  version: number
}

const REST_LENGTH = 16

/**
 * The strong entity tag of a record: its version, and a hash of what else its representation shows.
 *
 * @param rest text that differs whenever the representation differs and the version does not.
 */
export function entityTag({ version }: Versioned, rest: string): string {
  return `"${version}-${hash('sha256', rest, 'base64url').slice(0, REST_LENGTH)}"`
}

/** The version in a tag that `entityTag` has made; null for any other text. */
export function versionOfTag(tag: string): number | null {
  const [, version] = /^"(\d{1,15})-[\w-]+"$/.exec(tag) ?? []
  return version === undefined ? null : Number(version)
}
