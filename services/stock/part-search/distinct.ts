/** Questions of which several may be the same. */
export interface Distinct<T> {
  /** Each question once, with the places of those who ask it. */
  questions: { question: T; places: number[] }[]
  /** Which of `questions` each place asks; null where it asks none. */
  askedAt: (number | null)[]
}

/** Puts questions together that are the same. @param asked null for places that ask nothing. */
export function distinct<T>(asked: readonly (T | null)[]): Distinct<T> {
  const known = new Map<string, number>()
  const questions: Distinct<T>['questions'] = []
  const askedAt = asked.map((question, place) => {
    if (question === null) return null
    const key = JSON.stringify(question)
    const number = known.get(key) ?? questions.push({ question, places: [] }) - 1
    known.set(key, number)
    questions[number]?.places.push(place)
    return number
  })
  return { questions, askedAt }
}
