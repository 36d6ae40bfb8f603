import { Button } from 'react-aria-components'
import { Icon, type IconName } from '../parts/icon.tsx'
import { classes } from '../styles/classes.ts'
import css from './door.module.css'

/** A way to another page, by drawing and word. */
export const Door = ({ icon, word, onPress }: { icon: IconName; word: string; onPress: () => void }) => (
  <Button className={classes(css.door)} onPress={onPress}>
    <Icon name={icon} size={1.375} />
    <span>{word}</span>
  </Button>
)
