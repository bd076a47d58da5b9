'use client'

import { usePathname } from 'next/navigation'
import type { NavLink } from '../navigation.ts'
import styles from './shell.module.css'

/** Plain links; the one that leads here is marked. */
export function NavLinks({ groups }: { groups: NavLink[][] }) {
  const path = usePathname()
  const isHere = (href: string) => path === href || (href !== '/admin' && path.startsWith(`${href}/`))
  return (
    <>
      {groups.map((group) => (
        <ul className={styles.group} key={group[0]?.href}>
          {group.map(({ href, label }) => (
            <li key={href}>
              <a href={href} aria-current={isHere(href) ? 'page' : undefined}>
                {label}
              </a>
            </li>
          ))}
        </ul>
      ))}
    </>
  )
}
