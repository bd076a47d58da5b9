import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { auditFile } from '@/features/audit/loaders.ts'
import { auditFilterSchema } from '@/features/audit/schema.ts'

export function GET(request: Request): Promise<Response> {
  return runEndpoint({ permission: 'audit:read', request }, async () => {
    const filter = auditFilterSchema.parse(Object.fromEntries(new URL(request.url).searchParams))
    return new Response(await auditFile(filter), {
      headers: {
        'Content-Type': 'text/csv; charset=utf-8',
        'Content-Disposition': 'attachment; filename="audit.csv"',
        'Cache-Control': 'no-store',
      },
    })
  })
}
