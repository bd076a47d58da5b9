'use client'

import { useEffect, useLayoutEffect } from 'react'

// What public/newsroom/early.js keeps.
type Act = {
  kind: 'click' | 'key' | 'submit'
  target: Element
  key?: string
  submitter?: HTMLElement | null
}
type Early = { ready: boolean; acts: Act[]; texts: Map<HTMLTextAreaElement, string> }

/** Does what was done on a page before its scripts were there: what was typed is noticed, what was pressed happens. Last in the page. */
export function CatchUp() {
  // At once, before anything is drawn a second time: that would put back what was there.
  useLayoutEffect(() => {
    const early = kept()
    if (early) early.ready = true
    noticeTyped(early?.texts)
  }, [])
  useEffect(() => void doAll(kept()?.acts.splice(0) ?? []), [])
  return null
}

const kept = () => (window as { testataEarly?: Early }).testataEarly

/** One after the other, each when the page shows what the one before has done. */
async function doAll(acts: Act[]): Promise<void> {
  for (const { kind, target, key = '', submitter } of acts) {
    await new Promise((resolve) => setTimeout(resolve))
    if (kind === 'key')
      (document.activeElement ?? document.body).dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }),
      )
    else if (kind === 'submit') (target as HTMLFormElement).requestSubmit(submitter)
    else (target as HTMLElement).click()
  }
}

/**
 * Tells every field that it was changed: React takes what it finds in one for what it had put there.
 * @param texts what was typed in fields of several lines, where React puts back what came from the server
 */
function noticeTyped(texts: Early['texts'] = new Map()): void {
  for (const field of document.querySelectorAll('input, textarea, select')) {
    if (field instanceof HTMLSelectElement) noticeChoice(field)
    else if (field instanceof HTMLTextAreaElement)
      noticeText(field, HTMLTextAreaElement.prototype, texts.get(field))
    else if (field instanceof HTMLInputElement) {
      if (field.type === 'checkbox' || field.type === 'radio') noticeTick(field)
      else if (field.type !== 'file' && field.type !== 'hidden') noticeText(field, HTMLInputElement.prototype)
    }
  }
}

function noticeText(
  field: HTMLInputElement | HTMLTextAreaElement,
  prototype: object,
  typed = field.value,
): void {
  const { defaultValue } = field
  if (typed === defaultValue) return
  const caret = document.activeElement === field ? caretOf(field) : null
  field.value = defaultValue // through React's own setter, which remembers it
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, typed)
  if (caret) field.setSelectionRange(...caret)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Where the writing goes on; null in fields of dates and numbers, which have no such place. */
function caretOf(field: HTMLInputElement | HTMLTextAreaElement): [number, number] | null {
  const { selectionStart, selectionEnd } = field
  return selectionStart === null || selectionEnd === null ? null : [selectionStart, selectionEnd]
}

function noticeTick(field: HTMLInputElement): void {
  const { checked, defaultChecked } = field
  if (checked === defaultChecked || field.disabled) return
  if (field.type === 'radio' && !checked) return // the one that was chosen in its place speaks for both
  field.checked = defaultChecked
  field.click()
}

function noticeChoice(field: HTMLSelectElement): void {
  const options = [...field.options]
  const shown = Math.max(
    options.findIndex((option) => option.defaultSelected),
    0,
  )
  if (field.selectedIndex !== shown) field.dispatchEvent(new Event('change', { bubbles: true }))
}
