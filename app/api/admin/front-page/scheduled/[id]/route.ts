import { cancelPage, reschedulePage } from '@/features/front-page/endpoint.ts'

type Context = { params: Promise<{ id: string }> }

export async function PUT(request: Request, { params }: Context) {
  return reschedulePage(request, (await params).id)
}

export async function DELETE(request: Request, { params }: Context) {
  return cancelPage(request, (await params).id)
}
