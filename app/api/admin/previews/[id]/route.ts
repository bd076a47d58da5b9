import { revokeLink } from '@/features/previews/endpoint.ts'

type Context = { params: Promise<{ id: string }> }

export async function DELETE(request: Request, { params }: Context) {
  return revokeLink(request, (await params).id)
}
