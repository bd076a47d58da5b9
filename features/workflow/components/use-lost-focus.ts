import { type RefObject, useEffect, useRef } from 'react'

/** Milliseconds after which a closed window has given the focus back to what opened it. */
const giveBack = 80
/** Milliseconds after the deed in which buttons may still change because of it. */
const aftermath = 3_000

/**
 * Moves the focus on when the button that had it is gone, or cannot be pressed any more, after something was done:
 * somebody who works by keyboard would have to begin at the top of the page.
 * @param isActing something is being done, or a window is open
 * @param shown what the buttons hang on
 */
export function useLostFocus(
  landing: RefObject<HTMLElement | null> | undefined,
  isActing: boolean,
  shown: unknown,
): void {
  const until = useRef(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other buttons are shown
  useEffect(() => {
    if (isActing) until.current = Number.POSITIVE_INFINITY
    else until.current = Math.min(until.current, Date.now() + aftermath)
    if (isActing || Date.now() > until.current) return
    const timer = setTimeout(() => {
      if (document.activeElement === null || document.activeElement === document.body)
        landing?.current?.focus()
    }, giveBack)
    return () => clearTimeout(timer)
  }, [landing, isActing, shown])
}
