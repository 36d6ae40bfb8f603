import { useEffect, useRef } from 'react'
import type { DeskState } from '../../../contract/desk.ts'
import { usePreferences } from '../../state/preferences.tsx'
import { SOUNDS, type Sound } from './tones.ts'
import { whichSound } from './which-sound.ts'

type Speaker = (sound: Sound, volume: number) => void

/**
 * Plays sounds at `volume` percent; a machine without a sound device stays silent. An audio context that runs takes
 * over one percent of the processor for its silence, so it rests between sounds.
 */
const openSpeaker = (): Speaker => {
  const context = new AudioContext()
  let sounding = 0
  const ended = (): void => {
    sounding -= 1
    if (sounding === 0) void context.suspend()
  }
  return (sound, volume) => {
    void context.resume()
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
      sounding += 1
      oscillator.onended = ended
      oscillator.start(start)
      oscillator.stop(start + length + 0.05)
    }
  }
}

/** Milliseconds by which the screen goes before the sound: the first speaker takes 40 to 100 ms of the page's time. */
const SCREEN_FIRST = 30

/** Listens to the state and says it in sound. Draws nothing. */
export const Sounds = ({ desk }: { desk: DeskState }) => {
  const {
    preferences: { sounds, volume },
  } = usePreferences()
  const before = useRef<DeskState>(desk)
  const speaker = useRef<Speaker | null>(null)
  useEffect(() => {
    const sound = whichSound(before.current, desk)
    before.current = desk
    if (sound === null || !sounds || volume === 0) return
    // No frame is waited for: a window that lies behind another draws none, and is heard all the same.
    setTimeout(() => {
      speaker.current ??= openSpeaker()
      speaker.current(sound, volume)
    }, SCREEN_FIRST)
  }, [desk, sounds, volume])
  return null
}
