/** One mutated answer: whatever has become of it, it is read without a throw, and a code comes only from segment 1, status 1 and a validity of 1 to 6. */
import { givenAnswers, givenBytes } from '../../../fixtures/bridge-answers/index.ts'
import { kindOf, readXmlFile } from '../../../main/bridge/read.ts'
import { randomFrom } from '../../long/random.ts'

const SEEDS = givenAnswers()
  .map(({ file }) => file)
  .filter((file) => file.endsWith('.xml') && kindOf(file) !== 'foreign')
  .map((file) => ({ file, bytes: givenBytes(file) }))

const DECIDING = ['SegmentOfResult', 'ProcessingResultStatus', 'QualificationValidity'] as const
const VALUES = [
  '',
  '0',
  '1',
  '2',
  '3',
  '6',
  '7',
  '9',
  '01',
  '11',
  '１',
  '1 1',
  'x',
  '&#49;x',
  '-1',
  '1.0',
  'true',
  'constructor',
  '__proto__',
  '<a/>1',
]
const PIECES = [
  '<',
  '>',
  '&',
  '</',
  '<!--',
  ']]>',
  '<![CDATA[',
  '<?',
  '<!DOCTYPE a>',
  '\0',
  '\ufeff',
  '&a;',
  '&#0;',
  '<XmlMsg>',
  '<constructor><a/></constructor>',
  '<toString/>',
  '<__proto__>1</__proto__>',
]

type Random = (below: number) => number
type Mutation = (bytes: Uint8Array, random: Random) => Uint8Array

const picked = <Value>(values: readonly [Value, ...Value[]] | readonly Value[], random: Random): Value => {
  const value = values[random(values.length)]
  if (value === undefined) throw new Error('nothing to pick')
  return value
}

const spliced = (bytes: Uint8Array, at: number, removed: number, piece: Uint8Array): Uint8Array =>
  Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + removed)])

/** As latin1, so that bytes stay what they are. */
const asText = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')
const asBytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')

const changed = (bytes: Uint8Array, random: Random, change: (element: string) => string): Uint8Array => {
  const name = picked(DECIDING, random)
  return asBytes(asText(bytes).replace(new RegExp(`<${name}>[^<]*</${name}>`), change))
}

const MUTATIONS: readonly Mutation[] = [
  (bytes, random) => {
    const copy = bytes.slice()
    const at = random(copy.length)
    copy[at] = random(256)
    return copy
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  (bytes, random) => spliced(bytes, random(bytes.length), random(40), new Uint8Array()),
  (bytes, random) => spliced(bytes, random(bytes.length), 0, Buffer.from(picked(PIECES, random))),
  (bytes, random) => {
    const from = random(bytes.length)
    return spliced(bytes, random(bytes.length), 0, bytes.subarray(from, from + random(200)))
  },
  (bytes, random) => {
    const value = Buffer.from(picked(VALUES, random)).toString('latin1')
    return changed(bytes, random, (element) => element.replace(/>[^<]*</, `>${value}<`))
  },
  (bytes, random) => changed(bytes, random, () => ''),
  (bytes, random) => changed(bytes, random, (element) => `<Unknown>${element}</Unknown>`),
  (bytes, random) => changed(bytes, random, (element) => `${element}${element}`),
]

const says = (text: string, name: string, value: string): boolean =>
  new RegExp(`<${name}\\s*>\\s*${value}\\s*</${name}\\s*>`).test(text)

/** Reads one mutated answer. @returns what is wrong, or null */
export const fuzzRound = (seed: number): string | null => {
  const random = randomFrom(seed)
  const { file, bytes: whole } = picked(SEEDS, random)
  let bytes = whole
  for (let count = 1 + random(3); count > 0 && bytes.length > 0; count -= 1)
    bytes = picked(MUTATIONS, random)(bytes, random)
  const reading = readXmlFile(file, kindOf(file), bytes)
  const coded = reading.answers.filter(({ online }) => 'code' in online)
  if (reading.problem !== null && reading.answers.length > 0) return `${file}: answers beside a problem`
  if (reading.answers.some(({ online, entitlements }) => 'unavailable' in online && entitlements.length > 0))
    return `${file}: entitlements of no answer`
  if (coded.length === 0) return null
  const text = asText(bytes)
  const stands =
    says(text, 'SegmentOfResult', '1') &&
    says(text, 'ProcessingResultStatus', '1') &&
    says(text, 'QualificationValidity', '[1-6]')
  return stands ? null : `${file}: a code without segment 1, status 1 and a validity`
}
