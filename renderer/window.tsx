import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nextProvider } from 'react-i18next'
import { App } from './desk/app.tsx'
import { createLanguages } from './languages/index.ts'
import './styles/fonts.ts'
import './styles/all.css'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={createLanguages()}>
      <App />
    </I18nextProvider>
  </StrictMode>,
)
