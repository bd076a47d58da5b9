import { patchPicture, removePicture, showPicture } from '@/features/media/endpoint.ts'

type Context = { params: Promise<{ id: string }> }

export async function GET(request: Request, { params }: Context) {
  return showPicture(request, (await params).id)
}

export async function PATCH(request: Request, { params }: Context) {
  return patchPicture(request, (await params).id)
}

export async function DELETE(request: Request, { params }: Context) {
  return removePicture(request, (await params).id)
}
