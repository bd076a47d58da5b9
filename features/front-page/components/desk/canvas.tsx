'use client'

import { useMemo } from 'react'
import { useSetting, useWords } from '@/components/ui/words.tsx'
import { LeadTeaser, StandardTeaser, type TeaserContext } from '@/features/articles/components/teaser.tsx'
import { dictionaryOf } from '@/lib/i18n/dictionary.ts'
import type { Arranged, Material, Place, Placed } from '../../compose.ts'
import { Latest, OpinionTeaser } from '../front-page.tsx'
import styles from './canvas.module.css'
import type { PlaceFacts } from './place-controls.tsx'
import { PlaceList } from './place-list.tsx'

type Props = {
  page: Arranged
  material: Material
  now: number
  factsOf: (placed: Placed) => PlaceFacts
  onPut: (place: Place, articleId: number) => void
}

/** The front page as readers see it, drawn with their own components, in places that can be filled. */
export function Canvas({ page, material, now, factsOf, onPut }: Props) {
  const t = useWords().frontPage
  const { language, timeZone } = useSetting()
  const context = useMemo<TeaserContext>(
    () => ({ t: dictionaryOf(language), language, timeZone }),
    [language, timeZone],
  )
  const shared = { factsOf, onPut }
  const latest = material.latest.filter(({ id }) => id !== page.lead.teaser?.id).slice(0, 9)
  return (
    <div className={styles.canvas}>
      <div className={`front ${styles.front}`}>
        <div className="front-lead">
          <PlaceList {...shared} label={t.places.lead} places={[page.lead]} className="">
            {(teaser) => <LeadTeaser teaser={teaser} context={context} heading="h2" />}
          </PlaceList>
        </div>
        <section className={`front-latest ${styles.latest}`} aria-label={t.places.latest}>
          <p className={styles.partName}>{t.places.latest}</p>
          <div inert>
            <Latest teasers={latest} today={now} context={context} />
          </div>
        </section>
        <PlaceList {...shared} label={t.places.seconds} places={page.seconds} className="front-seconds">
          {(teaser) => (
            <StandardTeaser teaser={teaser} context={context} heading="h2" standfirst sizes="18rem" />
          )}
        </PlaceList>
        <section aria-label={t.places.opinions}>
          <p className="block-title">{t.places.opinions}</p>
          <PlaceList {...shared} label={t.places.opinions} places={page.opinions} className="opinion-strip">
            {(teaser) => <OpinionTeaser teaser={teaser} />}
          </PlaceList>
        </section>
        {page.blocks.map((block) => {
          const wide = block.weight === 'wide'
          return (
            <section
              key={block.id}
              className={`front-block${wide ? ' front-block-major' : ''}`}
              aria-label={block.section.name}
            >
              <p className="block-title">{block.section.name}</p>
              <PlaceList
                {...shared}
                label={block.section.name}
                places={block.places}
                className={`${styles.block} ${wide ? styles.wide : styles.half}`}
              >
                {(teaser, index) => (
                  <StandardTeaser
                    teaser={teaser}
                    context={context}
                    heading="h3"
                    sizes="24rem"
                    picture={index === 0 || (wide && index === 1)}
                    standfirst={index === 0 && wide}
                  />
                )}
              </PlaceList>
            </section>
          )
        })}
      </div>
    </div>
  )
}
