'use client'

import { useCallback, useState } from 'react'
import { csvLine, plainCell } from '@/lib/csv.ts'
import type { ImportMessage, ImportReport, Refused } from '../schema.ts'

export type ImportState =
  | { step: 'idle' }
  | { step: 'uploading' }
  | { step: 'running'; done: number; rows: number }
  | { step: 'failed'; message: string }
  | { step: 'done'; report: ImportReport; header: string[]; refused: Refused[] }

/** The lines of an answer, as they come. */
async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<ImportMessage> {
  const reader = body
    .pipeThrough(new TextDecoderStream() as never)
    .getReader() as ReadableStreamDefaultReader<string>
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    const lines = (rest + value).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield JSON.parse(line) as ImportMessage
  }
}

type Words = { lost: string }

/** Sends a file and follows what becomes of it. Refused rows are kept here, in the browser, and nowhere else. */
export function useImport(words: Words) {
  const [state, setState] = useState<ImportState>({ step: 'idle' })
  const start = useCallback(
    async (file: File, options: { source: string; lists: string[]; trial: boolean }) => {
      setState({ step: 'uploading' })
      const { source, lists, trial } = options
      const query = new URLSearchParams({ source, lists: lists.join(','), ...(trial ? { trial: '1' } : {}) })
      const refused: Refused[] = []
      let header: string[] = []
      let rows = 0
      let ended = false
      try {
        const answer = await fetch(`/api/admin/subscribers/import?${query}`, { method: 'POST', body: file })
        if (!answer.ok || !answer.body) {
          const said = (await answer.json()) as { error?: { message?: string } }
          return setState({ step: 'failed', message: said.error?.message ?? words.lost })
        }
        for await (const message of linesOf(answer.body)) {
          if (message.type === 'header') {
            header = message.cells
            rows = message.rows
            setState({ step: 'running', done: 0, rows })
          }
          if (message.type === 'progress') setState({ step: 'running', done: message.rows, rows })
          if (message.type === 'refused') refused.push(...message.rows)
          if (message.type === 'failed') setState({ step: 'failed', message: message.message })
          if (message.type === 'done') setState({ step: 'done', report: message.report, header, refused })
          ended = message.type === 'failed' || message.type === 'done'
        }
        if (!ended) throw new Error('the answer ended early')
      } catch {
        setState({ step: 'failed', message: words.lost })
      }
    },
    [words],
  )
  return { state, start }
}

/** The refused rows as they were before any export, with the reason behind them, so that they can be mended and imported again. */
export function refusedFile(
  header: string[],
  refused: readonly Refused[],
  words: { reason: string; why: Record<Refused['reason'], string> },
): Blob {
  const lines = refused.map(({ cells, reason, detail }) => {
    const padded = [...cells, ...Array<string>(Math.max(0, header.length - cells.length)).fill('')]
    return csvLine([...padded.map(plainCell), detail ? `${words.why[reason]}: ${detail}` : words.why[reason]])
  })
  return new Blob(['\uFEFF', csvLine([...header.map(plainCell), words.reason]), ...lines], {
    type: 'text/csv',
  })
}
