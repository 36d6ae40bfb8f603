import type { CheckInView } from '../../contract/desk.ts'
import words from '../../contract/languages/ja/window.json' with { type: 'json' }
import { unreachable } from '../../contract/result.ts'
import { patientWords } from '../languages/index.ts'
import { eraDay, writtenDay } from '../state/days.ts'
import css from './declaration.module.css'
import { type Both, BothWords, Boxes, Line } from './declaration-lines.tsx'
import { declaredBirthDay, declaredFields } from './declared.ts'
import { paperWords } from './paper-words.ts'
import { type WhyNot, whyNotConfirmed } from './why-not.ts'
import '../styles/later-fonts.ts'

/** Every text that the patient reads. */
type Key = keyof typeof words.patient.declaration

/** The words of the paper in Japanese and, where it is another, in the patient's language. */
const useBoth = (language: CheckInView['patientLanguage']) => {
  const japanese = patientWords('ja')
  const theirs = patientWords(language)
  return (key: Key): Both => ({
    ja: japanese(`declaration.${key}`),
    theirs: language === 'ja' ? null : theirs(`declaration.${key}`),
    language,
  })
}

const SEXES = ['male', 'female'] as const
const INSURANCE_KINDS = ['employee', 'national', 'late-elderly', 'unknown'] as const
const BURDENS = ['1', '2', '3'] as const

const useWhy = () => {
  const t = paperWords
  return (why: WhyNot | null): string => {
    if (why === null) return ''
    switch (why.of) {
      case 'reader':
        return why.failure === 'down' ? t('reader.downLong') : t(`readerFailures.${why.failure}.long`)
      case 'online':
      case 'visit':
        return t(`declaration.whys.${why.why}`)
      default:
        return unreachable(why)
    }
  }
}

/** The part that the clinic fills in, in Japanese alone: it keeps the paper. */
const ClinicPart = ({ checkIn }: { checkIn: CheckInView }) => {
  const t = paperWords
  const why = useWhy()(whyNotConfirmed(checkIn))
  const japanese = (ja: string): Both => ({ ja, theirs: null, language: 'ja' })
  const seq = checkIn.decided?.seq ?? null
  const record = [
    ...(seq === null ? [] : [t('declaration.recordOf', { seq })]),
    ...(checkIn.patientNumber === null ? [] : [t('visits.number', { number: checkIn.patientNumber })]),
  ].join(t('common.comma'))
  return (
    <footer>
      <h2>{t('declaration.clinic')}</h2>
      <table>
        <tbody>
          <Line label={japanese(t('declaration.whyNot'))} value={why} />
          <Line label={japanese(t('declaration.record'))} value={record} />
          <Line label={japanese(t('declaration.collected'))} value={t('declaration.day')} />
        </tbody>
      </table>
      <p className={css.declarationNote}>{t('declaration.kept')}</p>
    </footer>
  )
}

/**
 * 被保険者資格申立書, A4: in Japanese, because the clinic keeps it until the payment is settled, and beside it in the
 * language that the patient reads. What is known is printed; the rest is written by hand. It has no line for an
 * individual number.
 */
export const Declaration = ({ checkIn, clinicName }: { checkIn: CheckInView; clinicName: string }) => {
  const t = paperWords
  const both = useBoth(checkIn.patientLanguage)
  const fields = declaredFields(checkIn)
  const birthDay = declaredBirthDay(checkIn)
  const birth =
    birthDay === null
      ? fields.birthDate
      : t('declaration.birth', { era: eraDay(birthDay, 'ja'), gregorian: writtenDay(birthDay) })
  const choice = (id: 'male' | 'female' | (typeof INSURANCE_KINDS)[number]) => ({ id, words: both(id) })
  const share = (id: (typeof BURDENS)[number]) => ({
    id,
    words: {
      ...both('burden'),
      ja: t(`choices.burden.${id}`),
      theirs: checkIn.patientLanguage === 'ja' ? null : `${id}0 %`,
    },
  })
  return (
    <main className={css.declaration} lang="ja">
      <h1>
        <BothWords words={both('title')} />
      </h1>
      <p className={css.declarationTo}>
        <span>{clinicName === '' ? t('declaration.to') : t('declaration.toClinic', { clinicName })}</span>
        <span>{eraDay(checkIn.visitDate, 'ja')}</span>
      </p>
      <p className={css.declarationLead}>
        <BothWords words={both('lead')} />
      </p>
      <h2>
        <BothWords words={both('person')} />
      </h2>
      <table>
        <tbody>
          <Line label={both('kana')} value={fields.kana} />
          <Line label={both('name')} value={fields.name} wide />
          <Line label={both('birthDate')} value={birth} />
          <Boxes label={both('sex')} value={fields.sex} choices={SEXES.map(choice)} />
          <Line label={both('address')} value={fields.address} wide />
          <Line label={both('telephone')} value={fields.telephone} />
        </tbody>
      </table>
      <h2>
        <BothWords words={both('insurance')} />
      </h2>
      <table>
        <tbody>
          <Boxes
            label={both('insuranceKind')}
            value={fields.insuranceKind}
            choices={INSURANCE_KINDS.map(choice)}
          />
          <Line label={both('insurerName')} value={fields.insurerName} wide />
          <Line label={both('employer')} value={fields.employer} />
          <Boxes
            label={both('burden')}
            value={fields.burden}
            choices={[...BURDENS.map(share), choice('unknown')]}
          />
        </tbody>
      </table>
      <p className={css.declarationPromise}>
        <BothWords words={both('promise')} />
      </p>
      <p className={css.declarationNote}>
        <BothWords words={both('note')} />
      </p>
      <div className={css.declarationSign}>
        <span>
          <BothWords words={both('signature')} />
        </span>
        <span className={css.declarationLine} />
      </div>
      <ClinicPart checkIn={checkIn} />
    </main>
  )
}
