import { useTranslation } from 'react-i18next'

/** The words of a paper that is Japanese whatever the language of the desk. */
export const usePaperWords = () => {
  const { i18n } = useTranslation('desk')
  return i18n.getFixedT('ja', 'desk')
}
