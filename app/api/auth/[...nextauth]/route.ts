import { connection } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/features/accounts/auth.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: Request, context: Context): Promise<Response> {
  await connection()
  const answer = (await NextAuth(authOptions())(request, context)) as Response
  // next-auth answers every refusal alike; programs that were refused for their number are told so.
  const tooMany = answer.status === 401 && /too-many-attempts/.test(await answer.clone().text())
  return tooMany ? new Response(answer.body, { status: 429, headers: answer.headers }) : answer
}

export { handle as GET, handle as POST }
