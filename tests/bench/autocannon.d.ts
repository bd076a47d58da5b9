// The part of autocannon that is used here; the package ships no types.
declare module 'autocannon' {
  export type Client = { pipelinedRequests: { addBody: (data: Uint8Array) => void } }
  export type Options = {
    url: string
    connections: number
    duration: number
    sampleInt: number
    headers: Record<string, string>
    requests: { path: string }[]
    setupClient: (client: Client) => void
  }
  export type Result = {
    errors: number
    timeouts: number
    resets: number
    statusCodeStats: Record<string, { count: number }>
  }
  export type Run = Promise<Result> & {
    on(
      event: 'response',
      listener: (client: Client, status: number, bytes: number, milliseconds: number) => void,
    ): void
    stop(): void
  }
  export default function autocannon(options: Options): Run
}
