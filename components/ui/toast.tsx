'use client'

import {
  Button,
  Text,
  UNSTABLE_Toast as Toast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as ToastRegion,
} from 'react-aria-components'
import { Icon } from './icon.tsx'
import styles from './toast.module.css'
import { useWords } from './words.tsx'

type Message = { text: string; kind: 'done' | 'failed'; action?: { label: string; run(): void } | undefined }

// One for the page: whoever shows a message need not know where the region is.
const queue = new ToastQueue<Message>({ maxVisibleToasts: 3 })
const readingTime = 6_000

export type ShowToast = (
  text: string,
  options?: { kind?: Message['kind']; action?: { label: string; run(): void } },
) => void

/** Shows short messages that go away by themselves; failures, and those with something to do, stay until closed. */
export const useToast = (): ShowToast => show

function show(text: string, { kind = 'done', action }: Parameters<ShowToast>[1] = {}) {
  queue.add({ text, kind, action }, kind === 'done' && !action ? { timeout: readingTime } : {})
}

/** Where the messages appear. Once in the shell. */
export function ToastArea() {
  const t = useWords()
  return (
    <ToastRegion queue={queue} className={styles.region ?? ''} aria-label={t.controls.messages}>
      {({ toast }) => (
        <Toast toast={toast} className={`${styles.toast} ${styles[toast.content.kind]}`}>
          <ToastContent className={styles.content ?? ''}>
            <Text slot="title">{toast.content.text}</Text>
          </ToastContent>
          {toast.content.action && (
            <button
              type="button"
              className="quiet-button"
              onClick={() => {
                toast.content.action?.run()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </button>
          )}
          <Button slot="close" className="icon-button" aria-label={t.shell.close}>
            <Icon name="close" />
          </Button>
        </Toast>
      )}
    </ToastRegion>
  )
}
