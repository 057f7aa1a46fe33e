import { useLocalStorage } from '@mantine/hooks'
import { useEffect, useRef } from 'react'

/** What a person at the bench feels and hears without looking. */
type Signal = 'read' | 'done' | 'wrong'

const VIBRATIONS: Readonly<Record<Signal, number[]>> = { read: [40], done: [30, 40, 30], wrong: [120, 60, 120] }
/** Hertz, and seconds. */
const TONES: Readonly<Record<Signal, readonly (readonly [pitch: number, length: number])[]>> = {
  read: [[1320, 0.06]],
  done: [
    [1047, 0.06],
    [1568, 0.09],
  ],
  wrong: [[196, 0.25]],
}
const VOLUME = 0.08

let audio: AudioContext | undefined

function play(signal: Signal): void {
  audio ??= new AudioContext()
  let at = audio.currentTime
  for (const [pitch, length] of TONES[signal]) {
    const [tone, volume] = [audio.createOscillator(), audio.createGain()]
    tone.frequency.value = pitch
    volume.gain.value = VOLUME
    tone.connect(volume).connect(audio.destination)
    tone.start(at)
    at += length
    tone.stop(at)
  }
}

/** Gives one signal a scan, once it is known what has come of it. */
export function useOutcome(outcome: Signal | null, turn: string, signal: (which: Signal) => void): void {
  const latest = useRef(signal)
  latest.current = signal
  const said = useRef('')
  useEffect(() => {
    if (outcome === null || said.current === turn) return
    said.current = turn
    latest.current(outcome)
  }, [outcome, turn])
}

/** Gives signals; sounds only where the person has turned them on, for this browser. */
export function useSignals() {
  const [sound, setSound] = useLocalStorage({ key: 'scan-sound', defaultValue: false, getInitialValueInEffect: false })
  const signal = (which: Signal) => {
    // Browsers refuse it, and say so, before the person has touched the page.
    if ('vibrate' in navigator && navigator.userActivation.hasBeenActive) navigator.vibrate(VIBRATIONS[which])
    if (sound) play(which)
  }
  return { sound, setSound, signal }
}
