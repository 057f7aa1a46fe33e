import type { EventArgs, EventSubscriber } from '@mikro-orm/core'

/**
 * Stores NULL for every text that is empty or only white space, whichever entity it belongs to. What has a visible
 * character is stored as it is. A required column then refuses the row.
 */
export class BlankStringsSubscriber implements EventSubscriber {
  beforeCreate(args: EventArgs<object>): void {
    this.#normalise(args)
  }

  beforeUpdate(args: EventArgs<object>): void {
    this.#normalise(args)
  }

  #normalise({ entity, meta }: EventArgs<object>): void {
    for (const property of meta.props) {
      if (property.runtimeType !== 'string') continue
      const value: unknown = Reflect.get(entity, property.name)
      if (typeof value === 'string' && value.trim() === '') Reflect.set(entity, property.name, null)
    }
  }
}
