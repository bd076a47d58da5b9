'use client'

import { useRouter } from 'next/navigation'
import { useCallback, useState } from 'react'
import type { Choice } from '@/components/ui/combo-field.tsx'
import { Confirm } from '@/components/ui/confirm.tsx'
import { EditForm } from '@/components/ui/edit-form.tsx'
import { MergeDialog } from '@/components/ui/merge-dialog.tsx'
import { SelectField } from '@/components/ui/select-field.tsx'
import { TextArea } from '@/components/ui/text-area.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import { useToast } from '@/components/ui/toast.tsx'
import { useWords } from '@/components/ui/words.tsx'
import type { MediaView } from '@/features/media/schema.ts'
import { deleteAuthorAction, mergeAuthorsAction, saveAuthorAction } from '../actions.ts'
import { type Author, authorSeen, type Saved } from '../schema.ts'
import { PortraitField } from './portrait-field.tsx'

async function load(typed: string): Promise<Choice[]> {
  const answer = await fetch(`/api/admin/terms?kind=author&q=${encodeURIComponent(typed)}`)
  return answer.ok ? ((await answer.json()) as { items: Choice[] }).items : []
}

type Props = {
  author: (Author & { personId: number | null }) | null
  people: Choice[]
  portrait: MediaView | null
}

const isAboutSlug = (code: string) => code.startsWith('slug-')

/** All that readers see of an author, and who writes under the name. */
export function AuthorForm({ author, people, portrait }: Props) {
  const { taxonomy: t, shell } = useWords()
  const toast = useToast()
  const router = useRouter()
  const [dialog, setDialog] = useState<'merge' | 'delete' | null>(null)
  const done = useCallback(
    ({ id, name }: Saved) => {
      toast(t.saved(name))
      if (!author) router.replace(`/admin/authors/${id}`)
    },
    [toast, t, author, router],
  )
  const gone = (text: string) => {
    toast(text)
    router.push('/admin/authors')
  }
  const merge = async (into: Choice) => {
    const answer = await mergeAuthorsAction({ from: author?.id, into: into.id })
    if (answer.status === 'refused') return answer.message
    gone(t.merged(author?.name ?? '', into.name))
    return null
  }
  const remove = async () => {
    const answer = await deleteAuthorAction(author?.id)
    setDialog(null)
    if (answer.status === 'refused') return toast(answer.message, { kind: 'failed' })
    gone(t.deleted(author?.name ?? ''))
  }
  return (
    <>
      <div className="page-bar">
        <h1>{author?.name ?? t.newAuthor}</h1>
        {author && (
          <div className="page-bar-actions">
            <a className="quiet-button" href={`/authors/${author.slug}`}>
              {t.viewPage}
            </a>
            <button type="button" className="quiet-button" onClick={() => setDialog('merge')}>
              {t.merge}
            </button>
            <button type="button" className="quiet-button" onClick={() => setDialog('delete')}>
              {t.delete}
            </button>
          </div>
        )}
      </div>
      <EditForm
        action={saveAuthorAction}
        hidden={(saved) => ({
          id: author?.id ?? '',
          seen: saved?.seen ?? (author ? authorSeen(author) : ''),
        })}
        saveLabel={t.save}
        onDone={done}
        isAtField={isAboutSlug}
        className="form-column"
        beside={
          <a className="quiet-button" href="/admin/authors">
            {shell.back}
          </a>
        }
      >
        {(refused) => (
          <>
            <TextField
              name="name"
              label={t.name}
              defaultValue={author?.name ?? ''}
              error={refused?.fields.name}
              maxLength={120}
              required
            />
            <SelectField
              name="kind"
              label={t.kind}
              options={(['person', 'organisation'] as const).map((kind) => ({
                value: kind,
                label: t.kinds[kind],
              }))}
              defaultValue={author?.kind ?? 'person'}
            />
            <TextField
              name="slug"
              label={t.slug}
              hint={author ? t.slugChangeHint : t.slugHint}
              defaultValue={author?.slug ?? ''}
              error={refused && isAboutSlug(refused.code) ? refused.message : refused?.fields.slug}
              maxLength={80}
              spellCheck={false}
            />
            <TextField
              name="role"
              label={t.role}
              hint={t.roleHint}
              defaultValue={author?.role ?? ''}
              maxLength={120}
            />
            <TextArea name="bio" label={t.bio} defaultValue={author?.bio ?? ''} rows={5} maxLength={2000} />
            <TextField
              name="contact"
              label={t.contact}
              hint={t.contactHint}
              defaultValue={author?.contact ?? ''}
              error={refused?.fields.contact}
              maxLength={300}
            />
            <TextField
              name="expertise"
              label={t.expertise}
              hint={t.expertiseHint}
              defaultValue={author?.expertise.join(', ') ?? ''}
              maxLength={1000}
            />
            <PortraitField name="portraitMediaId" portrait={portrait} />
            <SelectField
              name="personId"
              label={t.person}
              hint={t.personHint}
              none={t.noPerson}
              options={people.map((person) => ({ value: String(person.id), label: person.name }))}
              defaultValue={author?.personId ?? ''}
            />
          </>
        )}
      </EditForm>
      {dialog === 'merge' && author && (
        <MergeDialog
          title={t.mergeAuthor(author.name)}
          label={t.mergeAuthorInto}
          button={t.mergeButton}
          load={load}
          onMerge={merge}
          onClose={() => setDialog(null)}
        >
          <p className="hint">{t.mergeAuthorText(author.name)}</p>
        </MergeDialog>
      )}
      <Confirm
        title={t.deleteAuthor}
        confirm={t.delete}
        isOpen={dialog === 'delete'}
        onConfirm={remove}
        onClose={() => setDialog(null)}
      >
        <p>{t.deleteAuthorText(author?.name ?? '')}</p>
      </Confirm>
    </>
  )
}
