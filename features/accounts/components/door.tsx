import type { ReactNode } from 'react'
import { Main } from '@/components/layout/main.tsx'
import styles from './door.module.css'

/** The frame of the pages before the newsroom: signing in, setting up, invitations. */
export function Door({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Main className={styles.door}>
      <p className={styles.name}>
        <a href="/">{name}</a>
      </p>
      <div className={styles.panel}>{children}</div>
    </Main>
  )
}
