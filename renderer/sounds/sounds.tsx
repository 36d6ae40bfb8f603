import { useEffect, useRef } from 'react'
import type { DeskState } from '../../main/contract/desk.ts'
import { useDesk } from '../desk/connection.ts'
import { usePreferences } from '../desk/preferences.tsx'
import { SOUNDS, type Sound } from './tones.ts'
import { whichSound } from './which-sound.ts'

/** Plays a sound at `volume` percent. A machine without a sound device stays silent. */
const play = (context: AudioContext, sound: Sound, volume: number): void => {
  const loudness = (volume / 100) * 0.4
  for (const { at, length, hertz } of SOUNDS[sound]) {
    const start = context.currentTime + at
    const oscillator = new OscillatorNode(context, { type: 'sine', frequency: hertz })
    const gain = new GainNode(context, { gain: 0 })
    // A note that starts or ends at once clicks; 15 ms up and 40 ms down do not.
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(loudness, start + 0.015)
    gain.gain.setValueAtTime(loudness, start + length)
    gain.gain.linearRampToValueAtTime(0, start + length + 0.04)
    oscillator.connect(gain).connect(context.destination)
    oscillator.start(start)
    oscillator.stop(start + length + 0.05)
  }
}

/** Listens to the state and says it in sound. Draws nothing. */
export const Sounds = () => {
  const desk = useDesk()
  const { preferences } = usePreferences()
  const before = useRef<DeskState>(desk)
  const context = useRef<AudioContext | null>(null)
  useEffect(() => {
    const sound = whichSound(before.current, desk)
    before.current = desk
    if (sound === null || !preferences.sounds || preferences.volume === 0) return
    context.current ??= new AudioContext()
    play(context.current, sound, preferences.volume)
  }, [desk, preferences.sounds, preferences.volume])
  return null
}
