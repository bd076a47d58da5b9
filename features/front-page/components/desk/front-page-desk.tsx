'use client'

import { useCallback, useEffect, useMemo, useState } from 'react'
import { useWords } from '@/components/ui/words.tsx'
import type { MediaView } from '@/features/media/schema.ts'
import { SitePreviews } from '@/features/previews/components/site-previews.tsx'
import { useLinks } from '@/features/previews/components/use-links.ts'
import { arrange, type Moment } from '../../compose.ts'
import { fillAutomatically, placeOf } from '../../layout.ts'
import type { BlockLayout, Candidate } from '../../schema.ts'
import { Canvas } from './canvas.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import styles from './front-page-desk.module.css'
import { ItemDialog } from './item-dialog.tsx'
import { Pieces } from './pieces.tsx'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { SectionsDialog } from './sections-dialog.tsx'
import { Toolbar } from './toolbar.tsx'
import { type DeskData, useArranging } from './use-arranging.ts'
import { type Editing, knownPieces, useFacts } from './use-facts.ts'
import { usePlaces } from './use-places.ts'
import { Versions } from './versions.tsx'

type Open = 'schedule' | 'sections' | 'previews' | null
const tick = 30_000

/** Where editors arrange the front page: the page itself on one side, what could be on it on the other. */
export function FrontPageDesk({ initial, person }: { initial: DeskData; person: number }) {
  const t = useWords().frontPage
  const arranging = useArranging(initial, person)
  const { desk, target, layout, dirty, change, conflict } = arranging
  const { sections } = desk.material
  const [now, setNow] = useState(initial.now)
  const [found, setFound] = useState<Candidate[]>([])
  const [chosen, setChosen] = useState<MediaView[]>([])
  const [open, setOpen] = useState<Open>(null)
  const [editing, setEditing] = useState<Editing | null>(null)
  const links = useLinks(null)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tick)
    return () => clearInterval(timer)
  }, [])

  const pieces = useMemo(
    () => knownPieces(desk.material, [...desk.pieces, ...found]),
    [desk.material, desk.pieces, found],
  )
  const pictures = useMemo(
    () => new Map([...desk.pictures, ...chosen].map((picture) => [picture.id, picture])),
    [desk.pictures, chosen],
  )
  const began = dirty ? now : (desk.current?.startsAt ?? now)
  const moment: Moment =
    target.kind === 'scheduled'
      ? { startsAt: target.at, now: Math.max(target.at, now) }
      : { startsAt: began, now }
  const page = arrange(
    {
      ...desk.material,
      pieces: [...pieces.values()].filter(({ publishAt }) => publishAt === null || publishAt <= moment.now),
      pictures: [...pictures.values()],
    },
    layout,
    moment,
  )
  const places = usePlaces(sections)
  const { groups, factsOf, onPut, setItem } = useFacts({
    layout,
    sections,
    moment,
    pieces,
    pictures,
    places,
    change,
    onEdit: setEditing,
  })
  const shownAt = (id: number) =>
    [page.lead, ...page.seconds, ...page.opinions, ...page.blocks.flatMap((block) => block.places)].find(
      ({ teaser }) => teaser?.id === id,
    )?.place ?? placeOf(layout, id)
  const onFound = useCallback((more: Candidate[]) => setFound((before) => [...before, ...more]), [])
  const setBlocks = (blocks: BlockLayout[] | null) => {
    change((before) => ({ ...before, blocks }))
    setOpen(null)
  }
  const preview = () =>
    links.open(() => ({ at: target.kind === 'scheduled' ? target.at : Date.now(), layout }))

  return (
    <div className={styles.desk}>
      <Toolbar
        arranging={arranging}
        when={places.when}
        onFill={() => change(fillAutomatically)}
        onOpen={setOpen}
        onPreview={preview}
      />
      <div className={styles.columns}>
        <Canvas page={page} material={desk.material} now={now} factsOf={factsOf} onPut={onPut} />
        <aside className={styles.side}>
          <Pieces
            sections={sections}
            groups={groups}
            nameOf={places.nameOf}
            when={places.when}
            placeOf={shownAt}
            onPut={onPut}
            onFound={onFound}
          />
        </aside>
      </div>
      <Versions
        scheduled={desk.scheduled}
        earlier={desk.earlier}
        when={places.when}
        onOpen={arranging.openScheduled}
        onCancel={arranging.cancel}
        onRestore={arranging.restore}
      />
      {open === 'schedule' && (
        <ScheduleDialog
          at={target.kind === 'scheduled' ? target.at : null}
          when={places.when}
          onSchedule={arranging.schedule}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'sections' && (
        <SectionsDialog
          sections={sections}
          blocks={layout.blocks}
          onApply={setBlocks}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'previews' && <SitePreviews onClose={() => setOpen(null)} />}
      {editing && (
        <ItemDialog
          {...editing}
          place={places.nameOf(editing.place)}
          startsAt={moment.startsAt}
          onPicture={(picture) => setChosen((before) => [...before, picture])}
          onApply={(item) => {
            setItem(editing.place, item)
            setEditing(null)
          }}
          onClose={() => setEditing(null)}
        />
      )}
      {conflict && (
        <ConflictDialog
          conflict={conflict}
          layout={layout}
          nameOf={places.nameOf}
          headlineOf={(slot) => (slot ? (pieces.get(slot.articleId)?.headline ?? t.gone) : t.automatic)}
          onSettle={arranging.settle}
          onClose={() => arranging.setConflict(null)}
        />
      )}
    </div>
  )
}
