import { type RefObject, useEffect } from 'react'

type Options = {
  body: RefObject<HTMLElement | null>
  onToggle(id: number): void
  onClear(): void
  onHelp(): void
  newHref?: string
}

/** Messages that come and go say that they are not modal. */
const windows = '[role="dialog"], [role="alertdialog"]:not([aria-modal="false"])'
const fields = 'input:not([type="checkbox"]), textarea, select, [contenteditable="true"]'

/** Arrows belong to the page until somebody is in the list. */
const arrows = new Map([
  ['ArrowDown', 1],
  ['ArrowUp', -1],
])

/** Keys that move through a list of rows. They do nothing while somebody types, or while a dialog is open. */
export function useListKeys({ body, onToggle, onClear, onHelp, newHref }: Options): void {
  useEffect(() => {
    const links = () => [...(body.current?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
    const here = () => links().findIndex((link) => link.closest('tr')?.contains(document.activeElement))
    const move = (by: number) => {
      const list = links()
      const at = here()
      const next = list[at === -1 ? (by > 0 ? 0 : list.length - 1) : at + by]
      next?.focus()
      next?.scrollIntoView({ block: 'nearest' })
    }
    const keys: Record<string, () => void> = {
      j: () => move(1),
      k: () => move(-1),
      x: () => {
        const id = Number(links()[here()]?.closest('tr')?.dataset.id)
        if (id) onToggle(id)
      },
      n: () => {
        if (newHref) window.location.assign(newHref)
      },
      '/': () => document.querySelector<HTMLInputElement>('#q')?.focus(),
      '?': onHelp,
      Escape: onClear,
    }
    const press = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      if (target.closest?.(fields) || document.querySelector(windows)) return
      const by = here() === -1 ? undefined : arrows.get(event.key)
      const act = by === undefined ? keys[event.key] : () => move(by)
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  })
}
