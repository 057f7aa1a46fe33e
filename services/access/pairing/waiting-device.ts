import { randomInt } from 'node:crypto'

/** A device that has sent a code and waits for the approval. */
export interface WaitingDevice {
  name: string
  /** Its browser, shortened; null when it does not say. */
  agent: string | null
  address: string | null
  /** Two digits that the device shows. */
  match_number: number
  /** The numbers among which the inviting person chooses, the right one included. */
  choices: number[]
}

const CHOICES = 3
const LOWEST = 10
const HIGHEST = 99

/** Describes a device with a new number to match. */
export function newWaitingDevice(device: Pick<WaitingDevice, 'name' | 'agent' | 'address'>): WaitingDevice {
  const choices = new Set<number>()
  while (choices.size < CHOICES) choices.add(randomInt(LOWEST, HIGHEST + 1))
  const numbers = [...choices]
  const [right = LOWEST] = numbers.splice(randomInt(CHOICES), 1)
  numbers.splice(randomInt(CHOICES), 0, right)
  return { ...device, match_number: right, choices: numbers }
}
