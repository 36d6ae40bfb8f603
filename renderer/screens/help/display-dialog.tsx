import { Label, Slider, SliderThumb, SliderTrack } from 'react-aria-components'
import { THEMES } from '../../../contract/office.ts'
import { TEXT_SIZES } from '../../../contract/text-size.ts'
import { useWords } from '../../languages/index.ts'
import choiceListCss from '../../parts/choice-list.module.css'
import { ChoiceList } from '../../parts/choice-list.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Phrases } from '../../parts/phrases.tsx'
import { TickBox } from '../../parts/tick-box.tsx'
import { useDesk } from '../../state/desk.ts'
import { usePreferences } from '../../state/preferences.tsx'
import { classes } from '../../styles/classes.ts'
import css from './display-dialog.module.css'

/** Text, colours and sounds, as the person at the desk wants them now; during a check-in for this patient alone. */
export const DisplayDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useWords()
  const { checkIn } = useDesk()
  const { preferences, change } = usePreferences()
  return (
    <Dialog title={t('display.title')} closeLabel={t('common.close')} onClose={onClose}>
      <p className="soft">
        <Phrases text={t(checkIn === null ? 'display.untilNext' : 'display.thisPatient')} />
      </p>
      <h3 className={classes(choiceListCss.choiceTitle, css.displayPart)}>{t('display.textSize')}</h3>
      <ChoiceList
        label={t('display.textSize')}
        choices={TEXT_SIZES.map((textSize) => ({
          id: textSize,
          word: t(`display.textSizes.${textSize}`),
          isChosen: preferences.textSize === textSize,
          onChoose: () => change({ textSize }),
        }))}
      />
      <h3 className={choiceListCss.choiceTitle}>{t('display.theme')}</h3>
      <ChoiceList
        label={t('display.theme')}
        choices={THEMES.map((theme) => ({
          id: theme,
          word: t(`display.themes.${theme}`),
          isChosen: preferences.theme === theme,
          onChoose: () => change({ theme }),
        }))}
      />
      <h3 className={choiceListCss.choiceTitle}>{t('display.sounds')}</h3>
      <TickBox
        word={t('display.soundsOn')}
        isSelected={preferences.sounds}
        onChange={(sounds) => change({ sounds })}
      />
      <Slider
        className={classes(css.volume)}
        minValue={0}
        maxValue={100}
        step={10}
        value={preferences.volume}
        isDisabled={!preferences.sounds}
        onChange={(volume) => {
          if (typeof volume === 'number') change({ volume })
        }}
      >
        <Label>{t('display.volume', { volume: preferences.volume })}</Label>
        <SliderTrack className={classes(css.volumeTrack)}>
          <SliderThumb className={classes(css.volumeThumb)} />
        </SliderTrack>
      </Slider>
    </Dialog>
  )
}
