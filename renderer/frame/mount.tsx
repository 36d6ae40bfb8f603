import { type ReactNode, StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../styles/fonts.ts'
import '../styles/all.css'

/** Draws a page into its document. */
export const mount = (page: ReactNode): void => {
  const root = document.getElementById('root')
  if (root === null) throw new Error('the document has no #root')
  createRoot(root).render(<StrictMode>{page}</StrictMode>)
}
