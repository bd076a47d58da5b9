// Small pieces of page for node views, which are plain DOM so that the text inside them stays the browser's own.

type Props = Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>

/** An element with properties, listeners (`onclick`), attributes and children. */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: (Node | string | null)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else element.setAttribute(name, value === true ? '' : String(value))
  }
  element.append(...children.filter((child) => child !== null))
  return element
}

/** A button that acts at a press and leaves the text's selection alone. */
export function button(label: string, onPress: () => void, props: Props = {}): HTMLButtonElement {
  return el('button', { type: 'button', class: 'block-button', onclick: onPress, ...props }, label)
}

type Field = {
  dom: HTMLElement
  input: HTMLInputElement | HTMLTextAreaElement
  set: (value: string) => void
}

/** A labelled line of text. `set` leaves it alone while somebody types in it. */
export function field(label: string, onInput: (value: string) => void, limit = 20_000): Field {
  const input = el('input', { type: 'text', maxlength: limit, class: 'block-field', autocomplete: 'off' })
  input.addEventListener('input', () => onInput(input.value))
  const dom = el('label', { class: 'block-label' }, el('span', {}, label), input)
  return {
    dom,
    input,
    set: (value) => {
      if (document.activeElement !== input && input.value !== value) input.value = value
    },
  }
}

/** A labelled box to tick. */
export function tick(label: string, onChange: (on: boolean) => void) {
  const input = el('input', { type: 'checkbox' })
  input.addEventListener('change', () => onChange(input.checked))
  return {
    dom: el('label', { class: 'block-tick' }, input, el('span', {}, label)),
    set: (on: boolean) => {
      input.checked = on
    },
  }
}
