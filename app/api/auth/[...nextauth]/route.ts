import { connection } from 'next/server'
import NextAuth from 'next-auth'
import { authOptions } from '@/features/accounts/auth.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

async function handle(request: Request, context: Context): Promise<Response> {
  await connection()
  return NextAuth(authOptions())(request, context)
}

export { handle as GET, handle as POST }
