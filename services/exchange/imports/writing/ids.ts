import { placeOfNew, type Ref } from '../planning/refs.ts'

/** The ids that the records of a plan have got, in the order of its lists. */
export class Ids {
  readonly types: number[] = []
  readonly sellers: number[] = []
  /** Numbers of boxes. */
  readonly boxes: number[] = []
  readonly parts: number[] = []

  type(ref: Ref): number {
    return idOf(this.types, ref)
  }

  seller(ref: Ref): number {
    return idOf(this.sellers, ref)
  }

  box(ref: Ref): number {
    return idOf(this.boxes, ref)
  }

  part(ref: Ref): number {
    return idOf(this.parts, ref)
  }
}

function idOf(created: readonly number[], ref: Ref): number {
  const place = placeOfNew(ref)
  const id = place === null ? ref : created[place]
  if (id === undefined) throw new Error('the plan of an import refers to a record that it does not create')
  return id
}
