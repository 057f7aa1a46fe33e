/** From so many letters on, a word can be a plural. */
const MIN_PLURAL = 4

function pluralsOf(word: string): string[] {
  if (/[sui]$/.test(word)) return [`${word}es`]
  return [`${word}s`, `${word}es`, ...(word.endsWith('y') ? [`${word.slice(0, -1)}ies`] : [])]
}

/** Whether a word is a plural of another one: boxes of box, batteries of battery. `bus` is none of `bu`. */
function isPluralOf(plural: string, word: string): boolean {
  return plural.length >= MIN_PLURAL && pluralsOf(word).includes(plural)
}

/** A word with its plurals and singulars, the word itself first. Only words of letters have them. */
export function formsOf(word: string): string[] {
  if (!/^\p{L}+$/u.test(word)) return [word]
  const singulars = [word.slice(0, -1), word.slice(0, -2), `${word.slice(0, -3)}y`].filter(
    (singular) => singular.length > 1 && isPluralOf(word, singular),
  )
  const plurals = pluralsOf(word).filter((plural) => isPluralOf(plural, word))
  return [...new Set([word, ...plurals, ...singulars])]
}
