import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import type { Online } from '../../../contract/check-in.ts'
import type { Intent } from '../../../contract/intents.ts'
import {
  BRIDGE_ACTS,
  CENTER_ACTS,
  SITE_ACTS,
  type SimulatorCommand,
  type SimulatorView,
} from '../../../contract/simulator.ts'
import { useWords } from '../../languages/index.ts'
import { Icon, type IconName } from '../../parts/icon.tsx'
import popoverCss from '../../parts/popover.module.css'
import { sendAll } from '../../state/connection.ts'
import { useDesk } from '../../state/desk.ts'
import { classes } from '../../styles/classes.ts'
import { DAY_SCENES, dayScene } from './day-scenes.ts'
import css from './dock.module.css'
import { KEEPING, keepingScene, simulate, VISIT_SCENES, visitScene } from './scenes.ts'

type Entry = {
  readonly id: string
  readonly word: string
  /** The intents that are sent for it, one after the other. */
  readonly intents: readonly Intent[]
}

const CODES = [1, 2, 3, 4, 5, 6] as const
const FAULTS = [
  'reader-unplugged',
  'reader-plugged',
  'service-stopped',
  'service-started',
  'card-mute',
  'card-garbled',
  'card-removed-while-reading',
  'scanner-unplugged',
  'scanner-plugged',
  'desk-killed',
] as const satisfies readonly Extract<SimulatorCommand, { command: 'fault' }>['fault'][]

const Drawer = ({
  icon,
  word,
  entries,
  givesWay = false,
}: {
  icon: IconName
  word: string
  entries: readonly Entry[]
  /** Its word changes, and is cut where the line has no room for it. */
  givesWay?: boolean
}) => (
  <MenuTrigger>
    <Button
      className={classes(css.dockDrawer, givesWay && css.dockGivesWay)}
      isDisabled={entries.length === 0}
    >
      <Icon name={icon} size={1.125} />
      <span className={css.dockWord}>{word}</span>
    </Button>
    <Popover placement="top start" className={classes(popoverCss.popover)}>
      <Menu
        className={classes(popoverCss.popoverList)}
        aria-label={word}
        onAction={(key) => {
          const entry = entries.find(({ id }) => id === key)
          sendAll(entry?.intents ?? [])
        }}
      >
        {entries.map(({ id, word: each }) => (
          <MenuItem key={id} id={id} className={classes(popoverCss.popoverItem)}>
            {each}
          </MenuItem>
        ))}
      </Menu>
    </Popover>
  </MenuTrigger>
)

/** From here simulated cards, codes, answers and faults are given. It exists only where the devices are simulated. */
export const Dock = ({ simulator }: { simulator: SimulatorView }) => {
  const t = useWords()
  const { office, today, visits } = useDesk()
  const placed = simulator.personas.find(({ id }) => id === simulator.cardPlaced)
  const answer = (id: string, word: string, online: Online | null): Entry => ({
    id,
    word,
    intents: [simulate({ command: 'answer-online', online })],
  })
  const answered =
    simulator.online === null
      ? t('dock.byHand')
      : 'unavailable' in simulator.online
        ? t('online.unavailable')
        : t(`onlineCodes.${simulator.online.code}.short`)
  return (
    <aside className={css.dock} aria-label={t('dock.title')}>
      <p className={css.dockTitle}>
        <Icon name="info" size={1.125} />
        {t('dock.title')}
      </p>
      <Drawer
        givesWay
        icon="card-reader"
        word={placed === undefined ? t('dock.placeCard') : t('dock.cardPlaced', { name: placed.label })}
        entries={[
          ...(placed === undefined
            ? []
            : [
                {
                  id: 'remove',
                  word: t('dock.removeCard'),
                  intents: [simulate({ command: 'remove-card' })],
                },
              ]),
          ...simulator.personas.map(({ id, label }) => ({
            id: `place-${id}`,
            word: label,
            intents: [simulate({ command: 'place-card', persona: id })],
          })),
        ]}
      />
      {office.settings.cardFace && placed?.face ? (
        <span className="small tabular">{t('dock.face', placed.face)}</span>
      ) : null}
      <Drawer
        icon="scanner"
        word={t('dock.scan')}
        entries={simulator.codes.map(({ id, label }) => ({
          id: `scan-${id}`,
          word: label,
          intents: [simulate({ command: 'scan', code: id })],
        }))}
      />
      <Drawer
        givesWay
        icon="online"
        word={t('dock.online', { answer: answered })}
        entries={[
          answer('by-hand', t('dock.byHand'), null),
          ...CODES.map((code) => answer(`code-${code}`, t(`onlineCodes.${code}.long`), { code })),
          answer('unavailable', t('online.unavailableLong'), { unavailable: true }),
        ]}
      />
      <Drawer
        icon="list"
        word={t('dock.bridge')}
        entries={BRIDGE_ACTS.map((act) => ({
          id: `bridge-${act}`,
          word: t(`dock.bridgeActs.${act}`),
          intents: [simulate({ command: 'bridge', act })],
        }))}
      />
      <Drawer
        icon="journal"
        word={t('dock.center')}
        entries={[
          ...CENTER_ACTS.map((act) => ({
            id: `center-${act}`,
            word: t(`lamps.centerStates.${act}`),
            intents: [simulate({ command: 'center', act })],
          })),
          ...SITE_ACTS.map((act) => ({
            id: `site-${act}`,
            word: t(`dock.siteActs.${act}`),
            intents: [simulate({ command: 'site', act })],
          })),
        ]}
      />
      <Drawer
        icon="look"
        word={t('dock.faults')}
        entries={[
          ...DAY_SCENES.map((scene) => ({
            id: scene,
            word: t(`dock.dayScenes.${scene}`),
            intents: dayScene(scene),
          })),
          ...VISIT_SCENES.map((scene) => ({
            id: scene,
            word: t(`dock.visitScenes.${scene}`),
            intents: visitScene(scene, visits),
          })).filter(({ intents }) => intents.length > 0),
          ...KEEPING.map((scene) => ({
            id: scene,
            word: t(`dock.keepingScenes.${scene}`),
            intents: keepingScene(scene, { today, clockDays: simulator.clockDays }),
          })),
          ...FAULTS.map((fault) => ({
            id: fault,
            word: t(`dock.fault.${fault}`),
            intents: [simulate({ command: 'fault', fault })],
          })),
        ]}
      />
    </aside>
  )
}
