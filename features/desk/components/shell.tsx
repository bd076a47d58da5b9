import type { ReactNode } from 'react'
import { Main } from '@/components/layout/main.tsx'
import { ToastArea } from '@/components/ui/toast.tsx'
import { signOutAction } from '@/features/accounts/actions.ts'
import type { Actor } from '@/features/accounts/policy.ts'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { navigationFor } from '../navigation.ts'
import { NavLinks } from './nav-links.tsx'
import styles from './shell.module.css'
import { ThemeButton } from './theme-button.tsx'

type Props = { actor: Actor; name: string; t: NewsroomWords; children: ReactNode }

/** The frame of every page of the newsroom: navigation on the left, on small screens folded into a menu. */
export function Shell({ actor, name, t, children }: Props) {
  const groups = navigationFor(actor, t)
  return (
    <div className={styles.shell}>
      <a className="skip-link" href="#content">
        {t.shell.skipToContent}
      </a>
      <header className={styles.side}>
        <a className={styles.name} href="/admin">
          {name}
        </a>
        <details className={styles.menu}>
          <summary>{t.shell.menu}</summary>
        </details>
        <div className={styles.folded}>
          <nav aria-label={t.shell.navigation}>
            <NavLinks groups={groups} />
          </nav>
          <div className={styles.person}>
            <a href="/admin/account">{actor.name}</a>
            <p className={styles.role}>{actor.role === 'system' ? '' : t.accounts.roles[actor.role]}</p>
            <div className={styles.foot}>
              <form action={signOutAction}>
                <button type="submit" className="quiet-button">
                  {t.shell.signOut}
                </button>
              </form>
              <a className="quiet-button" href="/">
                {t.shell.viewSite}
              </a>
              <ThemeButton />
            </div>
          </div>
        </div>
      </header>
      <Main className={styles.main}>{children}</Main>
      <ToastArea />
    </div>
  )
}
