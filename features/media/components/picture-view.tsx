import { fullDate } from '@/lib/dates.ts'
import type { PicturePage } from '../loaders.ts'
import { DeletePicture } from './delete-picture.tsx'
import { FocalEditor } from './focal-editor.tsx'
import { PictureForm } from './picture-form.tsx'
import styles from './picture-view.module.css'
import { Uses } from './uses.tsx'

/** A picture's own page: what it is, what is said of it, how it is cut, where it is used. */
export function PictureView({ item, uses, rightsUntil, may, publication, t }: PicturePage) {
  const words = t.media
  const clock = { language: publication.language, timeZone: publication.timeZone }
  const megabytes = new Intl.NumberFormat(publication.language, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(item.bytes / 2 ** 20)
  return (
    <>
      <p className={styles.back}>
        <a href="/admin/media">{words.title}</a>
      </p>
      <div className="page-bar">
        <h1>{item.name || words.unnamed}</h1>
        {may.delete && <DeletePicture id={item.id} used={uses.length > 0} />}
      </div>
      {item.withheldAt !== null && <p className="notice-line">{words.expired}.</p>}
      {!may.edit && <p className="notice-line">{words.readOnly}</p>}
      <div className={styles.columns}>
        <div>
          <FocalEditor key={item.hash} item={item} readOnly={!may.edit} />
          <p className={styles.facts}>
            {words.size(item.width, item.height, megabytes)}
            <br />
            {item.takenAt !== null && (
              <>
                {words.taken} {fullDate(item.takenAt, clock)}
                <br />
              </>
            )}
            {words.added} {fullDate(item.createdAt, clock)} {item.uploader && words.by(item.uploader)}
          </p>
          <section aria-labelledby="used-in">
            <h2 id="used-in">{words.usedIn}</h2>
            <Uses uses={uses} t={t} />
          </section>
        </div>
        <PictureForm item={item} rightsUntil={rightsUntil} readOnly={!may.edit} />
      </div>
    </>
  )
}
