const MAX_LENGTH = 255
const MAX_EXTENSION = 20
/** Control characters, and invisible characters that change how a name reads, such as direction marks. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu

/**
 * The name of a file as it is stored: without folders and invisible characters, at most 255 characters, the
 * extension kept. A name of which nothing is left becomes "file".
 */
export function safeFilename(name: string): string {
  const visible = name.toWellFormed().replace(INVISIBLE, '')
  const base = visible.replace(/^.*[\\/]/s, '').trim()
  if (/^\.*$/.test(base)) return 'file'
  const characters = [...base]
  if (characters.length <= MAX_LENGTH) return base
  const extension = /\.[^.]+$/.exec(base)?.[0] ?? ''
  const kept = [...extension].length <= MAX_EXTENSION ? [...extension] : []
  return [...characters.slice(0, MAX_LENGTH - kept.length), ...kept].join('')
}
