import { SelectField } from '@/components/ui/select-field.tsx'
import { TextField } from '@/components/ui/text-field.tsx'
import type { NewsroomWords } from '@/lib/i18n/newsroom/words.ts'
import type { AuditFilter } from '../schema.ts'
import styles from './audit.module.css'

type Props = {
  filter: AuditFilter
  people: { id: number; name: string }[]
  events: string[]
  t: NewsroomWords
}

/** What the log is asked for: a form whose answer is an address, so that it can be kept and sent to others. */
export function AuditFilters({ filter, people, events, t }: Props) {
  const nouns = [...new Set(events.map((event) => event.split('.')[0] ?? event))]
  return (
    <form method="get" action="/admin/audit" className={styles.filters}>
      <SelectField
        name="who"
        label={t.audit.who}
        none={t.audit.anybody}
        options={[
          { value: 'system', label: t.audit.system },
          ...people.map(({ id, name }) => ({ value: String(id), label: name })),
        ]}
        defaultValue={filter.who ?? ''}
      />
      <SelectField
        name="event"
        label={t.audit.what}
        none={t.audit.anything}
        options={[
          ...nouns.map((noun) => ({ value: noun, label: t.audit.entity(noun) })),
          ...events.map((event) => ({ value: event, label: t.audit.event(event) })),
        ].sort((a, b) => a.label.localeCompare(b.label))}
        defaultValue={filter.event ?? ''}
      />
      <TextField
        name="article"
        label={t.audit.article}
        inputMode="numeric"
        pattern="[0-9]*"
        defaultValue={filter.article ?? ''}
      />
      <TextField name="from" type="date" label={t.audit.from} defaultValue={filter.from ?? ''} />
      <TextField name="to" type="date" label={t.audit.to} defaultValue={filter.to ?? ''} />
      {filter.entity && <input type="hidden" name="entity" value={filter.entity} />}
      <span className={styles.buttons}>
        <button type="submit" className="button button-plain button-small">
          {t.audit.filter}
        </button>
        <a href="/admin/audit">{t.audit.clear}</a>
      </span>
    </form>
  )
}
