/** What a form gets back. `values` is what was typed, so that nothing is lost. */
export type ActionState<T = undefined> =
  | { status: 'idle' }
  | { status: 'done'; data: T }
  | {
      status: 'refused'
      code: string
      message: string
      fields: Record<string, string>
      values: Record<string, string>
    }

export const idle: { status: 'idle' } = { status: 'idle' }
