import { subscribeAction } from '@/features/subscribers/actions.ts'
import { requestScope } from '@/lib/request-scope.ts'

/** The address that the form on remembered pages posts to. It never changes, and does what the action of /newsletter does. */
export async function POST(request: Request): Promise<Response> {
  let form: FormData
  try {
    form = await request.formData()
  } catch {
    form = new FormData() // not a form at all: as good as an empty one
  }
  await subscribeAction(form)
  // Reached only when the input was refused; the front door answers with the form.
  return new Response(null, { status: requestScope.getStore()?.form ? 422 : 400 })
}
