'use client'

import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components'
import { Icon } from '@/components/ui/icon.tsx'
import { useWords } from '@/components/ui/words.tsx'
import { moved } from '@/features/newsletter/order.ts'
import styles from './compose.module.css'

/** An article of an issue as its list shows it. `gone`: readers cannot read it any more. */
export type Chosen = { id: number; headline: string; kicker: string; gone: boolean }

type Props = {
  articles: readonly Chosen[]
  onOrder(ids: number[]): void
  onRemove(id: number): void
}

/** The articles of an issue in their order: to drag, to move with the keyboard or with a press, and to take out. */
export function ArticleOrder({ articles, onOrder, onRemove }: Props) {
  const t = useWords().composing
  const ids = (list: readonly Chosen[]) => list.map(({ id }) => id)
  const put = (id: number, target: number | undefined, place: 'before' | 'after') => {
    if (target !== undefined) onOrder(ids(moved(articles, id, target, place)))
  }
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((key) => ({ 'text/plain': String(key) })),
    onReorder: ({ keys, target }) => {
      const [key] = [...keys]
      if (target.dropPosition !== 'on') put(Number(key), Number(target.key), target.dropPosition)
    },
  })
  const sorts = articles.length > 1 // one alone has no order
  return (
    <GridList
      key={sorts ? 'many' : 'one'}
      aria-label={t.articles}
      className={styles.order ?? ''}
      items={articles}
      dependencies={[articles]}
      {...(sorts ? { dragAndDropHooks } : {})}
      selectionMode="none"
    >
      {(article) => {
        const { id, headline, kicker, gone } = article
        const at = articles.findIndex((one) => one.id === id)
        const [above, below] = [articles[at - 1]?.id, articles[at + 1]?.id]
        return (
          <GridListItem id={id} textValue={headline} className={styles.piece ?? ''}>
            {sorts && (
              <>
                <Button slot="drag" className={styles.drag ?? ''} aria-label={t.drag(headline)}>
                  <Icon name="drag" />
                </Button>
                <span className={styles.place}>{at + 1}</span>
              </>
            )}
            <span className={styles.words}>
              {kicker && <span className={styles.kicker}>{kicker}</span>}
              <span className={styles.headline}>{headline}</span>
              {gone && <span className={styles.gone}>{t.gone}</span>}
            </span>
            <span className={styles.moves}>
              {sorts && (
                <>
                  <Button
                    className={styles.move ?? ''}
                    aria-label={t.up(headline)}
                    isDisabled={above === undefined}
                    onPress={() => put(id, above, 'before')}
                  >
                    ↑
                  </Button>
                  <Button
                    className={styles.move ?? ''}
                    aria-label={t.down(headline)}
                    isDisabled={below === undefined}
                    onPress={() => put(id, below, 'after')}
                  >
                    ↓
                  </Button>
                </>
              )}
              <Button
                className={styles.move ?? ''}
                aria-label={t.removeNamed(headline)}
                onPress={() => onRemove(id)}
              >
                <Icon name="close" />
              </Button>
            </span>
          </GridListItem>
        )
      }}
    </GridList>
  )
}
