'use client'

import { type ReactNode, type SyntheticEvent, useEffect, useRef } from 'react'

/** What public/newsroom/early.js has kept. */
type Early = { answered: WeakSet<Event>; catchUp(): void }
const kept = () => (window as { testataEarly?: Early }).testataEarly

const again = 25

type Props = { className?: string | undefined; children: ReactNode }

/** The page's content. As soon as its scripts answer, what was done before they were there is done. */
export function Main({ className, children }: Props) {
  const main = useRef<HTMLElement>(null)
  const heard = useRef(false)
  useEffect(() => {
    const early = kept()
    let timer: ReturnType<typeof setTimeout> | undefined
    // React takes the page over part by part. It drops events of a part that is not its own yet, and tries to make it so.
    const ask = () => {
      const last = [...(main.current?.querySelectorAll('*') ?? [])].at(-1)
      last?.dispatchEvent(new MouseEvent('auxclick', { bubbles: true }))
      if (heard.current) early?.catchUp()
      else timer = setTimeout(ask, again)
    }
    if (early) ask()
    return () => clearTimeout(timer)
  }, [])
  const answer = ({ nativeEvent }: SyntheticEvent) => void kept()?.answered.add(nativeEvent)
  return (
    <main
      id="content"
      ref={main}
      className={className}
      tabIndex={-1}
      onAuxClick={() => {
        heard.current = true
      }}
      onClickCapture={answer}
      onKeyDownCapture={answer}
      onInputCapture={answer}
      onSubmitCapture={answer}
    >
      {children}
    </main>
  )
}
