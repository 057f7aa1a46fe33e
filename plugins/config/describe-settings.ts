import type { Settings } from './settings.ts'

const SECRET_NAME = /^secretKey|secret|apiKey$|accessKey|authKey$/i
const HIDDEN = '***'

function redactUrlPasswords(text: string): string {
  return text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/[^/:@?#]*):.*@/i, `$1:${HIDDEN}@`)
    .replace(/([?&]password=)[^&#]*/gi, `$1${HIDDEN}`)
}

function redact(name: string, value: unknown): unknown {
  if (SECRET_NAME.test(name)) return value === null || value === '' ? value : HIDDEN
  return typeof value === 'string' ? redactUrlPasswords(value) : value
}

/** The settings by name, fit for a log: secrets and the passwords in URLs are replaced by `***`. */
export function describeSettings(settings: Settings): Record<string, unknown> {
  return Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, redact(name, value)]))
}
