/**
 * Two spellings of a name, compared the way a person at the desk would. Pure. What comes out is shown, never decided
 * on: a name that is written differently is no reason to refuse anybody (rules B13, §3.1).
 */

/** `same` · `width`: full or half width · `variant`: an old or new form of one kanji · `masked`: ● or ■ stands for it · `different`. */
export type Likeness = 'same' | 'width' | 'variant' | 'masked' | 'different'

/** One stretch of both names; either side may be empty where the other has something more. */
export type Part = { readonly left: string; readonly right: string; readonly likeness: Likeness }

/** `family`: only the family name differs, as after a marriage. */
export type Comparison = {
  readonly parts: readonly Part[]
  readonly verdict: 'same' | 'alike' | 'family' | 'different'
}

/**
 * Kanji that are one character in two forms, as they meet in names: each line is one family. The first is the form
 * that official data uses most often.
 */
// biome-ignore format: one glance over all families
const VARIANTS = [
  '高髙', '崎﨑嵜碕', '辺邊邉', '斎齋斉齊', '浜濱濵', '広廣', '沢澤', '島嶋嶌', '桜櫻', '国國', '栄榮', '恵惠',
  '徳德', '真眞', '静靜', '寿壽', '竜龍', '滝瀧', '藤籐', '柳栁', '吉𠮷', '富冨', '渕淵', '桑桒',
  '梅楳', '館舘', '関關', '鉄鐵', '万萬', '与與', '豊豐', '実實', '条條', '来來', '蔵藏', '円圓',
  '塩鹽', '亀龜', '弥彌', '穂穗', '剣劍', '児兒', '宝寶', '応應', '会會', '楽樂', '緑綠', '礼禮',
  '松枩', '曽曾', '遥遙', '槇槙', '祢禰', '凛凜', '峰峯', '船舩', '兎兔', '薮藪', '桧檜', '黒黑',
  '晃晄', '聡聰', '学學', '悦悅', '黄黃', '総總', '荘莊', '頼賴', '郷鄕', '黙默', '満滿', '経經',
  '継繼', '検檢', '顕顯', '権權', '厳嚴', '鉱鑛', '壮壯', '将將', '奨奬', '証證', '乗乘', '浄淨',
  '譲讓', '醸釀', '畳疊', '嬢孃', '巌巖', '伝傳', '読讀', '芸藝', '糸絲', '台臺', '灯燈', '当當',
  '稲稻', '闘鬭', '独獨', '拝拜', '発發', '仏佛',
] as const

const FAMILY = new Map<string, number>()
for (const [index, family] of VARIANTS.entries())
  for (const character of family) if (!FAMILY.has(character)) FAMILY.set(character, index)

const MASKS = new Set(['●', '■', '〓', '*', '＊', '?', '？', '�'])

const isOfAnotherWidth = (character: string): boolean => /[\uff00-\uffef]/u.test(character)

const likenessOf = (left: string, right: string): Likeness => {
  if (left === right) return 'same'
  if (MASKS.has(left) || MASKS.has(right)) return 'masked'
  // NFKC joins full and half width, and the compatibility ideographs that Japan's own code tables brought along.
  if (left.normalize('NFKC') === right.normalize('NFKC'))
    return isOfAnotherWidth(left) || isOfAnotherWidth(right) ? 'width' : 'variant'
  const family = FAMILY.get(left)
  return family !== undefined && family === FAMILY.get(right) ? 'variant' : 'different'
}

const COST: Readonly<Record<Likeness, number>> = {
  same: 0,
  width: 0.1,
  variant: 0.2,
  masked: 0.3,
  different: 1.5,
}

/** Half-width kana carry their voiced mark as a character of its own (ｶﾞ); the two are one here. */
const charactersOf = (name: string): string[] =>
  (name.match(/[ｦ-ﾝ][ﾞﾟ]?|./gu) ?? []).filter((character) => !/^[\s・]$/u.test(character))

type Step = { readonly cost: number; readonly from: 'both' | 'left' | 'right' | 'start' }

/** The cheapest way of laying one name beside the other, character by character (Wagner and Fischer, 1974). */
const align = (left: readonly string[], right: readonly string[]): Part[] => {
  const table: Step[][] = [[{ cost: 0, from: 'start' }]]
  const at = (row: number, column: number): Step =>
    table[row]?.[column] ?? { cost: Number.POSITIVE_INFINITY, from: 'start' }
  for (let row = 0; row <= left.length; row++) {
    const line: Step[] = []
    table[row] = line
    for (let column = 0; column <= right.length; column++) {
      if (row === 0 && column === 0) {
        line.push({ cost: 0, from: 'start' })
        continue
      }
      const a = left[row - 1]
      const b = right[column - 1]
      const ways: Step[] = []
      if (a !== undefined && b !== undefined)
        ways.push({ cost: at(row - 1, column - 1).cost + COST[likenessOf(a, b)], from: 'both' })
      if (a !== undefined) ways.push({ cost: at(row - 1, column).cost + 1, from: 'left' })
      if (b !== undefined) ways.push({ cost: at(row, column - 1).cost + 1, from: 'right' })
      line.push(ways.reduce((best, way) => (way.cost < best.cost ? way : best)))
    }
  }
  const parts: Part[] = []
  let row = left.length
  let column = right.length
  while (row > 0 || column > 0) {
    const { from } = at(row, column)
    const a = from === 'right' ? '' : (left[--row] ?? '')
    const b = from === 'left' ? '' : (right[--column] ?? '')
    parts.unshift({ left: a, right: b, likeness: a === '' || b === '' ? 'different' : likenessOf(a, b) })
  }
  return parts
}

/** Neighbours of one likeness become one stretch. */
const join = (parts: readonly Part[]): Part[] => {
  const joined: Part[] = []
  for (const part of parts) {
    const before = joined.at(-1)
    if (before?.likeness !== part.likeness) joined.push(part)
    else
      joined[joined.length - 1] = {
        left: before.left + part.left,
        right: before.right + part.right,
        likeness: part.likeness,
      }
  }
  return joined
}

const isAlike = ({ likeness }: Part): boolean => likeness !== 'different'

/** The given name is what stands behind the first space, where both have one. */
const givenName = (name: string): string | undefined =>
  name
    .trim()
    .split(/[\s　]+/)
    .slice(1)
    .join('') || undefined

/**
 * Lays two names side by side. Spaces and middle dots count for nothing; `ﾐﾎﾝ` and `ミホン` differ in width alone,
 * `髙橋` and `高橋` in form alone, and `●` matches whatever it stands for.
 */
export const compareNames = (left: string, right: string): Comparison => {
  const parts = join(align(charactersOf(left), charactersOf(right)))
  if (parts.every(({ likeness }) => likeness === 'same')) return { parts, verdict: 'same' }
  if (parts.every(isAlike)) return { parts, verdict: 'alike' }
  const leftGiven = givenName(left)
  const rightGiven = givenName(right)
  if (leftGiven !== undefined && rightGiven !== undefined) {
    const same = align(charactersOf(leftGiven), charactersOf(rightGiven)).every(isAlike)
    if (same) return { parts, verdict: 'family' }
  }
  return { parts, verdict: 'different' }
}
