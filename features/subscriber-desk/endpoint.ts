import 'server-only'
import { runEndpoint } from '@/features/accounts/endpoint.ts'
import { AppError } from '@/lib/errors.ts'
import { handOverData } from './mutations.ts'

/** GET /api/admin/subscribers/ID: everything that is kept of somebody, as a file for them. */
export const dataEndpoint = (
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> =>
  runEndpoint({ permission: 'subscribers:manage', request }, async ({ actor }) => {
    const { id } = await params
    if (!/^[1-9]\d{0,14}$/.test(id)) throw new AppError('not-found', `subscriber ${id}`)
    const data = await handOverData(actor, Number(id))
    return new Response(`${JSON.stringify(data, null, 2)}\n`, {
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'Content-Disposition': `attachment; filename="subscriber-${id}.json"`,
        'Cache-Control': 'no-store',
      },
    })
  })
