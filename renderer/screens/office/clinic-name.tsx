import { PLACES } from '../../../contract/office.ts'
import { useWords } from '../../languages/index.ts'
import { Picker } from '../../parts/picker.tsx'
import { TextInput } from '../../parts/text-input.tsx'
import { changeSettings, useSettings, useTyped } from './use-setting.ts'

/** The name of the place, kept as soon as its box is left, and whether it is a clinic or a pharmacy. */
export const ClinicName = ({ mayChange }: { mayChange: boolean }) => {
  const t = useWords()
  const settings = useSettings()
  const clinicName = useTyped('clinic-name', settings.clinicName)
  const keep = (): void => {
    const name = clinicName.text.trim()
    clinicName.setText(name)
    if (name !== settings.clinicName) changeSettings({ clinicName: name })
  }
  return (
    <>
      <TextInput
        label={t('settings.clinicName')}
        value={clinicName.text}
        most={80}
        isDisabled={!mayChange}
        onChange={clinicName.setText}
        onLeave={keep}
      />
      <Picker
        label={t('settings.place')}
        value={settings.place}
        isDisabled={!mayChange}
        choices={PLACES.map((id) => ({ id, word: t(`settings.places.${id}`) }))}
        onChange={(id) => changeSettings({ place: PLACES.find((each) => each === id) ?? 'clinic' })}
      />
    </>
  )
}
