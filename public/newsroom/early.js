// What people do while a page of the newsroom is there but its scripts are not. It runs before anything can be seen,
// keeps what nobody answers, and does it when components/layout/main.tsx says that somebody would: otherwise a press is
// lost, and React puts back what the server sent in the place of what was typed.

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** @type {(() => void)[]} */
const acts = []
/** @type {Map<Field, () => void>} */
const typed = new Map()
const listening = new AbortController()
/** What was pressed last. @type {Element | null} */
let pressed = null
/** What the page's scripts have heard is theirs. @type {WeakSet<Event>} */
const answered = new WeakSet()

/**
 * On the window, after everybody else.
 * @template {keyof WindowEventMap} K
 * @param {K} type
 * @param {(event: WindowEventMap[K], target: Element) => void} work
 */
const early = (type, work) =>
  window.addEventListener(
    type,
    (event) => {
      const { target } = event
      if (!(target instanceof Element) || answered.has(event) || event.defaultPrevented) return
      if (target === document.body || target.closest('main')) work(event, target)
    },
    { signal: listening.signal },
  )

const nameOf = (/** @type {Element} */ button) => button.getAttribute('aria-label') ?? button.textContent
/** The button, or the one in its place: some lists are drawn anew when they come to life. @param {HTMLElement} button */
const still = (button) =>
  button.isConnected
    ? button
    : [...document.querySelectorAll('button')].find((other) => nameOf(other) === nameOf(button))

early('click', (_, target) => {
  // What the browser does by itself, before any script.
  if (target.closest('a[href], input, textarea, select, summary, label, [contenteditable]')) return
  const button = target.closest('button')
  // Whoever presses twice because nothing happened wants it once.
  if (!button || button === pressed || (button.type === 'submit' && button.form)) return
  pressed = button
  acts.push(() => still(button)?.click())
})

early('keydown', ({ key, ctrlKey, metaKey, altKey }, target) => {
  if (ctrlKey || metaKey || altKey) return
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) return
  // Tab moves the focus, and Enter and the space bar click by themselves.
  if (/^(?:Tab|Shift)$/.test(key) || (/^(?: |Enter)$/.test(key) && target !== document.body)) return
  acts.push(() =>
    (document.activeElement ?? document.body).dispatchEvent(
      new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
    ),
  )
})

// A form that only scripts can send would load the page anew, without what was typed.
early('submit', (event, form) => {
  if (!(form instanceof HTMLFormElement) || form.hasAttribute('action')) return
  event.preventDefault()
  const { submitter } = event
  acts.push(() => form.requestSubmit(submitter))
})

early('input', (_, field) => {
  if (field instanceof HTMLSelectElement) {
    const { value } = field
    typed.set(field, () => {
      field.value = value
      field.dispatchEvent(new Event('change', { bubbles: true }))
    })
  } else if (field instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(field.type)) {
    const { checked } = field
    typed.set(field, () => {
      field.checked = !checked
      field.click()
    })
  } else if (field instanceof HTMLTextAreaElement) keepText(field, HTMLTextAreaElement.prototype)
  else if (field instanceof HTMLInputElement && field.type !== 'file')
    keepText(field, HTMLInputElement.prototype)
})

/** @param {HTMLInputElement | HTMLTextAreaElement} field @param {object} prototype */
function keepText(field, prototype) {
  const { value, defaultValue: sent } = field
  typed.set(field, () => {
    // What the server sent: React has put it back. Anything else was typed, perhaps after this.
    const now = field.value === sent ? value : field.value
    // Null in fields of dates and numbers, where the writing goes on at no place of its own.
    const { selectionStart, selectionEnd } = field
    field.value = field.defaultValue // through React's own setter, which remembers it
    Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, now)
    if (document.activeElement === field && selectionStart !== null)
      field.setSelectionRange(selectionStart, selectionEnd)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
}

const pause = (/** @type {number} */ time) => new Promise((resolve) => setTimeout(resolve, time))

Object.assign(window, {
  testataEarly: {
    answered,
    /** The page's scripts are there. */
    catchUp: async () => {
      listening.abort()
      for (const notice of typed.values()) notice()
      // One after the other, each when the page shows what the one before has done.
      for (const act of acts.splice(0)) {
        await pause(25)
        act()
      }
    },
  },
})
