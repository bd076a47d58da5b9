import { previewPicture } from '@/features/media/endpoint.ts'

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  return previewPicture(request, (await params).id)
}
