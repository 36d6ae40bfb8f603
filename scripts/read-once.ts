/**
 * Lets the engine read React once at the start and not twice.
 *
 * A function is skimmed where it stands and read when it is called, but one in parentheses is read at once, because such a one is
 * mostly called at once. The bundler sets each CommonJS module, of which React is the largest, into an arrow function in
 * parentheses for that reason. The engine of the older runtime heeds the parentheses of the older form alone.
 */
import type { Plugin } from 'vite'

/** The head of such a module before it is made small: `__commonJSMin(((exports, module) => {`. */
const HEAD = /(__commonJS(?:Min)?\()\(\(((?:exports)?(?:, module)?)\) => \{/g

export const readOnce = (): Plugin => ({
  name: 'read-once',
  apply: 'build',
  renderChunk: (code) => ({ code: code.replace(HEAD, '$1(function($2) {'), map: null }),
})
