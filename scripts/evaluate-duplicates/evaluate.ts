import type { Database } from '../../plugins/database/database.ts'
import type { Candidate } from '../../services/cataloguing/duplicate-search/candidate.ts'
import { findCandidates } from '../../services/cataloguing/duplicate-search/candidate-search.ts'
import { databaseAnswer } from '../../services/cataloguing/duplicate-search/database-answer.ts'
import {
  type Label,
  type LabelledPart,
  type LabelledSearch,
  readLabelledParts,
  readLabelledSearches,
} from './labelled-data.ts'

/** How good an answer is: of what was named, how much is right; of what is right, how much was named. */
export interface Quality {
  precision: number
  recall: number
  /** Harmonic mean of the two. */
  f1: number
}

/** A search with what was found for it. */
export interface EvaluatedSearch extends LabelledSearch {
  candidates: Candidate[]
}

/** A pair that was judged otherwise than its label says. */
export interface Mistake {
  search: string
  part: string
  expected: Label
  actual: Label
  score: number
}

async function addPart(db: Database, key: string, part: LabelledPart): Promise<void> {
  const orNull = (text: string) => (text === '' ? null : text)
  await db.query(
    `with documents as (insert into attachment_sets default values returning id),
          kind as (insert into types (name) values ($4) on conflict (name) do update set name = excluded.name returning id)
     insert into parts (key, manufacturer_code, manufacturer, type_id, package, series, voltage_rating, description,
                        attachment_set_id)
     select $1, $2, $3, kind.id, $5, $6, $7, $8, documents.id from documents, kind`,
    [
      key,
      orNull(part.code),
      orNull(part.maker),
      part.type,
      orNull(part.package),
      orNull(part.series),
      orNull(part.voltage),
      part.description,
    ],
  )
}

function keyOf(position: number): string {
  const letter = (value: number) => String.fromCharCode(65 + (value % 26))
  return `X${letter(position / 676)}${letter(position / 26)}${letter(position)}`
}

/**
 * Fills an empty inventory with the labelled parts and searches it for every labelled text.
 *
 * @returns the searches with their candidates, whose keys are the names of the parts.
 */
export async function searchAll(db: Database): Promise<EvaluatedSearch[]> {
  const names = new Map<string, string>()
  for (const [position, part] of readLabelledParts().entries()) {
    const key = keyOf(position)
    names.set(key, part.name)
    await addPart(db, key, part)
  }
  await db.query('analyze parts')
  const evaluated: EvaluatedSearch[] = []
  for (const search of readLabelledSearches()) {
    const { candidates } = await findCandidates(db, search.text)
    const named = candidates.map(({ part, ...rest }) => ({
      ...rest,
      part: { ...part, key: names.get(part.key) ?? '' },
    }))
    evaluated.push({ ...search, candidates: named })
  }
  return evaluated
}

function qualityOf(right: number, named: number, expected: number): Quality {
  const precision = named === 0 ? 1 : right / named
  const recall = expected === 0 ? 1 : right / expected
  return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall) }
}

function answerOf({ candidates }: EvaluatedSearch, mediumScore: number | undefined): Map<string, Label> {
  return new Map(databaseAnswer(candidates, mediumScore).map(({ part_key, confidence }) => [part_key, confidence]))
}

/**
 * Measures the answers of the database against the labels.
 *
 * @param level `high`: the same part; `medium`: worth a look, the same part included.
 * @param mediumScore score from which on a part is of medium confidence; without it, the one in use.
 */
export function measure(searches: readonly EvaluatedSearch[], level: 'high' | 'medium', mediumScore?: number): Quality {
  const counts = (label: Label | undefined) => label === 'high' || (level === 'medium' && label === 'medium')
  let [right, named, expected] = [0, 0, 0]
  for (const search of searches) {
    const answer = answerOf(search, mediumScore)
    for (const [name, label] of answer) {
      if (!counts(label)) continue
      named++
      if (counts(search.labels.get(name))) right++
    }
    expected += [...search.labels.values()].filter(counts).length
  }
  return qualityOf(right, named, expected)
}

/** Every pair that was judged otherwise than its label says. */
export function mistakesOf(searches: readonly EvaluatedSearch[], mediumScore?: number): Mistake[] {
  return searches.flatMap((search) => {
    const answer = answerOf(search, mediumScore)
    return [...new Set([...answer.keys(), ...search.labels.keys()])].flatMap((part) => {
      const expected = search.labels.get(part) ?? 'none'
      const actual = answer.get(part) ?? 'none'
      const score = search.candidates.find((candidate) => candidate.part.key === part)?.score ?? 0
      return expected === actual ? [] : [{ search: search.text, part, expected, actual, score }]
    })
  })
}
