// What people do while the newsroom's page is there but its own scripts are not. It runs before anything can be seen,
// keeps what nobody would answer, and components/ui/catch-up.tsx does it as soon as somebody does.

/** @typedef {{ kind: 'click' | 'key' | 'submit', target: Element, key?: string, submitter?: HTMLElement | null }} Act */
/** @type {{ ready: boolean, acts: Act[], texts: Map<HTMLTextAreaElement, string> }} */
const early = { ready: false, acts: [], texts: new Map() }
Object.assign(window, { testataEarly: early })

/** What the browser does by itself, before any script. */
const native = 'a[href], input, textarea, select, summary, label, [contenteditable]'

/** @param {Act} act */
function keep(act) {
  const last = early.acts.at(-1)
  // Whoever presses twice because nothing happened wants it once.
  if (act.kind === 'click' && last?.kind === 'click' && last.target === act.target) return
  early.acts.push(act)
}

// On the window, after everybody else: what the page's scripts have heard is theirs, and `ready` says so by then.
window.addEventListener('click', ({ target }) => {
  if (early.ready || !(target instanceof Element) || target.closest(native)) return
  const button = target.closest('button')
  if (button && !(button.type === 'submit' && button.form)) keep({ kind: 'click', target: button })
})
window.addEventListener('keydown', ({ target, key, ctrlKey, metaKey, altKey }) => {
  if (early.ready || ctrlKey || metaKey || altKey || !(target instanceof Element)) return
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return
  // Tab moves the focus, and Enter and the space bar click by themselves.
  if (/^(?:Tab|Shift)$/.test(key) || (/^(?: |Enter)$/.test(key) && target !== document.body)) return
  keep({ kind: 'key', target, key })
})
window.addEventListener('input', ({ target }) => {
  if (!early.ready && target instanceof HTMLTextAreaElement) early.texts.set(target, target.value)
})
// A form that only scripts can send would load the page anew, without what was typed.
window.addEventListener('submit', (event) => {
  const { target, submitter } = event
  if (early.ready || !(target instanceof HTMLFormElement) || target.hasAttribute('action')) return
  event.preventDefault()
  keep({ kind: 'submit', target, submitter })
})
