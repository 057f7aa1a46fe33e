import { isPeer } from '../../reading/kinds.ts'
import { shown } from '../../reading/problems.ts'
import type { RowFields } from '../../reading/values/fields-of-row.ts'
import { readPlace } from '../../reading/values/place.ts'
import type { NamedPlaces } from './named-places.ts'
import type { PlannedRow } from './planned-row.ts'
import type { Planner } from './planner.ts'
import type { PresentPlace } from './present.ts'
import { type Ref, refOfNew } from './refs.ts'

/** Letters of the description of a box. */
const LONGEST_DESCRIPTION = 255

/** A place of a box that is there (its number), or of one that the plan creates. */
export interface PlannedPlace {
  box: Ref
  locNo: number
}

export interface PlaceRules {
  createBoxes: boolean
  /** Where rows without a place go. */
  fallback: { box_no: number; loc_no: number } | 'suggest' | 'existing' | null
  map: readonly { path: string; box_no: number; loc_no: number }[]
}

/** Locations that hold nothing, in the order in which they are suggested. */
export interface FreeLocations {
  anywhere: readonly { box_no: number; loc_no: number }[]
  inBoxes: readonly { box_no: number; loc_no: number }[]
}

/** Finds where the pieces of rows go. */
export class PlaceFinder {
  readonly #planner: Planner
  readonly #rules: PlaceRules
  /** Where rows say themselves what a place holds; null where pieces are only added. */
  readonly #named: NamedPlaces | null
  readonly #map: ReadonlyMap<string, PlannedPlace>
  /** What was not given away yet. Taking from the front of a long list would move the rest each time. */
  readonly #free: Iterator<{ box_no: number; loc_no: number }>
  readonly #freeInBoxes: ReadonlyMap<number, Iterator<{ loc_no: number }>>
  readonly #newBoxes = new Map<string, { ref: Ref; used: number }>()
  /** Places that the plan has chosen, by part and path; the empty path is a suggestion. */
  readonly #chosen = new Map<string, PlannedPlace>()

  constructor(
    planner: Planner,
    { rules, free, named }: { rules: PlaceRules; free: FreeLocations; named: NamedPlaces | null },
  ) {
    this.#planner = planner
    this.#rules = rules
    this.#named = named
    this.#map = new Map(rules.map.map(({ path, box_no, loc_no }) => [path, { box: box_no, locNo: loc_no }]))
    this.#free = free.anywhere.values()
    const byBox = Map.groupBy(free.inBoxes, ({ box_no }) => box_no)
    this.#freeInBoxes = new Map([...byBox].map(([boxNo, locations]) => [boxNo, locations.values()]))
  }

  /**
   * @param place where the file says that the pieces are; that of the row by default.
   * @returns null when there is none; the problem is added.
   */
  find(part: Ref, planned: PlannedRow, place: RowFields['place'] = planned.row.fields.place): PlannedPlace | null {
    if (typeof place === 'string') return this.#atText(part, place, planned)
    const { fallback } = this.#rules
    if (fallback === null) {
      planned.problems.error(
        'PLACE_UNKNOWN',
        'place',
        'place: the row has none: write one, or choose a place for all rows',
      )
      return null
    }
    if (fallback === 'existing' || fallback === 'suggest') {
      return this.#existing(part) ?? this.#suggest(part, planned)
    }
    return this.address({ box: fallback.box_no, locNo: fallback.loc_no }, planned)
  }

  /** A place by its address. @returns null when there is no such location. */
  address(place: PlannedPlace, planned: PlannedRow): PlannedPlace | null {
    const name = `${place.box}-${place.locNo}`
    if (this.#planner.present.locations.has(name)) return place
    planned.problems.error(
      'PLACE_UNKNOWN',
      'place',
      `place: there is no location ${name}: make the box first, or choose another place`,
    )
    return null
  }

  /** Where the part is, other than where rows say themselves that it is. */
  #existing(part: Ref): PlannedPlace | null {
    const { places, boxes } = this.#planner.present
    const key = this.#planner.label(part)
    const ofPaths = [...(this.#named?.pathsOf(key) ?? [])].flatMap((path) => {
      const boxNo = boxes.get(path)
      return boxNo === undefined ? [] : (this.#ownIn(part, boxNo) ?? [])
    })
    const found = places.get(part)?.find((at) => !this.#isNamed(key, at) && !ofPaths.includes(at))
    return found === undefined ? null : { box: found.boxNo, locNo: found.locNo }
  }

  /** The location of a box that has the part, other than those that rows name by their addresses. */
  #ownIn(part: Ref, boxNo: number): PresentPlace | undefined {
    const key = this.#planner.label(part)
    return this.#planner.present.places.get(part)?.find((at) => at.boxNo === boxNo && !this.#isNamed(key, at))
  }

  #isNamed(key: string, { boxNo, locNo }: PresentPlace): boolean {
    return this.#named?.isAddressOf(key, `${boxNo}-${locNo}`) ?? false
  }

  #atText(part: Ref, text: string, planned: PlannedRow): PlannedPlace | null {
    const mapped = this.#map.get(text)
    if (mapped) return this.address(mapped, planned)
    const read = readPlace(text, isPeer(this.#planner.kind))
    if (read?.form === 'address') return this.address({ box: read.boxNo, locNo: read.locNo }, planned)
    if (this.#rules.createBoxes) return this.#inBoxOf(part, text, planned)
    if (isPeer(this.#planner.kind)) {
      planned.problems.warn(
        'PLACE_UNMAPPED',
        'place',
        `place: ${shown(text)} has no place here, so its stock is left out: name one in place_map, or have boxes made`,
      )
    } else {
      planned.problems.error(
        'PLACE_UNKNOWN',
        'place',
        `place: ${shown(text)} is a path: name its place in place_map, or have boxes made`,
      )
    }
    return null
  }

  /** One box for each path; each part has a location of its own in it. */
  #inBoxOf(part: Ref, path: string, planned: PlannedRow): PlannedPlace | null {
    const chosen = this.#chosen.get(`${part} ${path}`)
    if (chosen) return chosen
    if (path.length > LONGEST_DESCRIPTION) {
      planned.problems.error(
        'TEXT_TOO_LONG',
        'place',
        `place: ${shown(path)} has ${path.length} characters, and a box ${LONGEST_DESCRIPTION}: shorten it, or name it in place_map`,
      )
      return null
    }
    const description = path
    const boxNo = this.#planner.present.boxes.get(description)
    const place = boxNo === undefined ? this.#inNewBox(description, planned) : this.#inOldBox(part, boxNo)
    if (place === null) {
      planned.problems.error(
        'PLACE_UNKNOWN',
        'place',
        `place: the box ${shown(path)} has no free location: make it larger`,
      )
      return null
    }
    this.#chosen.set(`${part} ${path}`, place)
    return place
  }

  #inOldBox(part: Ref, boxNo: number): PlannedPlace | null {
    const own = this.#ownIn(part, boxNo)
    if (own) return { box: boxNo, locNo: own.locNo }
    const free = this.#freeInBoxes.get(boxNo)?.next()
    return free === undefined || free.done === true ? null : { box: boxNo, locNo: free.value.loc_no }
  }

  #inNewBox(description: string, planned: PlannedRow): PlannedPlace | null {
    const { boxes } = this.#planner.plan
    let box = this.#newBoxes.get(description)
    if (box === undefined) {
      box = { ref: refOfNew(boxes.push({ description, capacity: 10 }) - 1), used: 0 }
      this.#newBoxes.set(description, box)
      planned.effect({ op: 'create', entity: 'box', ref: description })
    }
    if (box.used >= 1000) return null
    box.used++
    const created = boxes[-1 - box.ref]
    if (created) created.capacity = Math.min(1000, Math.ceil(box.used / 10) * 10)
    return { box: box.ref, locNo: box.used }
  }

  #suggest(part: Ref, planned: PlannedRow): PlannedPlace | null {
    const chosen = this.#chosen.get(`${part} `)
    const free = chosen ?? this.#nextFree()
    if (free === null) {
      planned.problems.error('PLACE_UNKNOWN', 'place', 'place: every location holds something: make a box first')
      return null
    }
    this.#chosen.set(`${part} `, free)
    planned.problems.warn('PLACE_SUGGESTED', 'place', `place: ${free.box}-${free.locNo} is free and was chosen`)
    return free
  }

  #nextFree(): PlannedPlace | null {
    const next = this.#free.next()
    return next.done === true ? null : { box: next.value.box_no, locNo: next.value.loc_no }
  }
}
