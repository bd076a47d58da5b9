import type { Metadata } from 'next'
import { EmptyState } from '@/components/ui/empty-state.tsx'
import { AuditFilters } from '@/features/audit/components/audit-filters.tsx'
import { AuditPager } from '@/features/audit/components/audit-pager.tsx'
import { AuditTable } from '@/features/audit/components/audit-table.tsx'
import { loadAudit } from '@/features/audit/loaders.ts'
import { auditQuery } from '@/features/audit/schema.ts'

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await loadAudit(await props.searchParams)).t.audit.title }
}

export default async function AuditPage({ searchParams }: Props) {
  const { t, publication, filter, rows, next, people, events } = await loadAudit(await searchParams)
  return (
    <>
      <div className="page-bar">
        <h1>{t.audit.title}</h1>
        <div className="page-bar-actions">
          <a className="button button-plain button-small" href={`/api/admin/audit.csv${auditQuery(filter)}`}>
            {t.audit.download}
          </a>
        </div>
      </div>
      <p>{t.audit.intro}</p>
      <AuditFilters filter={filter} people={people} events={events} t={t} />
      {rows.length > 0 ? (
        <AuditTable rows={rows} filter={filter} people={people} clock={publication} t={t} />
      ) : (
        <EmptyState title={t.audit.empty} />
      )}
      <AuditPager filter={filter} next={next} t={t} />
    </>
  )
}
