import { el, field, tick } from '../dom.ts'
import type { EditorWords } from '../host.ts'

/**
 * The choice that every picture needs: words for those who don't see it, or the statement that it only decorates.
 * An empty text is neither, and says so.
 */
export function altField(words: EditorWords['picture'], onChange: (alt: string | null) => void) {
  let last = ''
  const text = field(words.alt, (value) => {
    last = value
    onChange(value)
  })
  const decorative = tick(words.decorative, (on) => onChange(on ? null : last))
  const hint = el('p', { class: 'block-hint' }, words.altHint)
  const dom = el('div', { class: 'block-alt' }, text.dom, decorative.dom, hint)
  return {
    dom,
    focus: () => text.input.focus(),
    set: (alt: string | null) => {
      if (alt !== null) last = alt
      text.set(alt ?? '')
      text.input.disabled = alt === null
      decorative.set(alt === null)
      dom.classList.toggle('is-missing', alt === '')
    },
  }
}
