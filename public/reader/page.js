// All that reader pages do beyond being pages. Each part is a convenience: without it everything still works.

/** @type {<T extends HTMLElement>(selector: string, from?: ParentNode) => T[]} */
const all = (selector, from = document) => [...from.querySelectorAll(/** @type {any} */ (selector))]

/** @param {() => void} work storage may be forbidden or full */
function quietly(work) {
  try {
    work()
  } catch {
    return
  }
}

// Theme
for (const button of all('[data-theme-switch]')) {
  button.hidden = false
  button.addEventListener('click', () => {
    const root = document.documentElement
    const dark = root.dataset.theme
      ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches
    const next = dark ? 'light' : 'dark'
    root.dataset.theme = next
    quietly(() => localStorage.setItem('theme', next))
  })
}

// Boxes that can be closed for the session
for (const box of all('[data-closable]')) {
  const key = `closed:${box.dataset.closable}`
  quietly(() => {
    if (sessionStorage.getItem(key)) box.hidden = true
  })
  for (const button of all('[data-close]', box)) {
    button.hidden = false
    button.addEventListener('click', () => {
      box.hidden = true
      quietly(() => sessionStorage.setItem(key, '1'))
    })
  }
}

// Share
for (const button of all('[data-share]')) {
  const url = button.dataset.share ?? location.href
  const { clipboard } = navigator
  if (!clipboard && !('share' in navigator)) continue
  button.hidden = false
  const label = button.querySelector('span')
  const words = label?.textContent ?? ''
  button.addEventListener('click', async () => {
    try {
      if (matchMedia('(pointer: coarse)').matches && 'share' in navigator)
        return await navigator.share({ title: document.title, url })
      await clipboard.writeText(url)
      if (!label) return
      label.setAttribute('role', 'status')
      label.textContent = button.dataset.done ?? words
      setTimeout(() => {
        label.textContent = words
      }, 2500)
    } catch {
      // The reader closed the dialog, or the browser does not allow it: nothing was promised.
    }
  })
}

// Pieces on other sites: loaded when the reader asks for them, not before
for (const embed of all('[data-frame]')) {
  for (const button of all('[data-load]', embed)) {
    button.hidden = false
    button.addEventListener('click', () => {
      const frame = document.createElement('iframe')
      frame.src = embed.dataset.frame ?? ''
      frame.title = embed.dataset.title ?? ''
      frame.allow = 'fullscreen; picture-in-picture; encrypted-media'
      frame.referrerPolicy = 'strict-origin-when-cross-origin'
      embed.replaceChildren(frame)
      frame.focus()
    })
  }
}

// Listen: one paragraph after the other, because long texts stop half-way in some browsers
for (const button of all('[data-listen]')) {
  const speech = window.speechSynthesis
  const prose = document.querySelector('[data-prose]')
  if (!speech || !prose) continue
  const language = prose.closest('[lang]')?.getAttribute('lang') ?? 'it'
  const reveal = () => {
    if (speech.getVoices().some((voice) => voice.lang.startsWith(language))) button.hidden = false
  }
  reveal()
  speech.addEventListener?.('voiceschanged', reveal)
  const label = button.querySelector('span')
  const words = label?.textContent ?? ''
  let speaking = false
  /** @param {boolean} on */
  const show = (on) => {
    speaking = on
    if (label) label.textContent = on ? (button.dataset.stop ?? '') : words
  }
  button.addEventListener('click', () => {
    if (speaking) {
      speech.cancel()
      return show(false)
    }
    const parts = all('h1, .standfirst, [data-prose] > :is(p, h2, h3, blockquote, ul, ol)')
      .map((part) => part.textContent ?? '')
      .filter(Boolean)
    for (const [i, part] of parts.entries()) {
      const utterance = new SpeechSynthesisUtterance(part)
      utterance.lang = language
      if (i === parts.length - 1) utterance.onend = () => show(false)
      speech.speak(utterance)
    }
    show(true)
  })
  addEventListener('pagehide', () => speech.cancel())
}

// The open menu closes with Escape and with a click beside it
for (const menu of all('details.menu')) {
  const details = /** @type {HTMLDetailsElement} */ (/** @type {unknown} */ (menu))
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !details.open) return
    details.open = false
    details.querySelector('summary')?.focus()
  })
  document.addEventListener('click', (event) => {
    if (details.open && event.target instanceof Node && !details.contains(event.target)) details.open = false
  })
}
