import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { createLanguages } from '../languages/index.ts'
import '../styles/fonts.ts'
import '../styles/all.css'

/** Draws a page into its document, with every language ready. */
export const mount = (page: ReactNode): void => {
  const root = document.getElementById('root')
  if (root === null) throw new Error('the document has no #root')
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={createLanguages()}>{page}</I18nextProvider>
    </StrictMode>,
  )
}
