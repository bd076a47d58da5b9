// Sending a file to the library from the browser, with progress. What can be refused is refused before it is sent.
import { newsroomWords } from '@/lib/i18n/newsroom/words.ts'
import { headBytes, judge, largestFile } from '../formats.ts'
import type { UploadedItem } from '../schema.ts'

const words = () => newsroomWords(document.documentElement.lang.startsWith('en') ? 'en' : 'it')

type Refusal = { error?: { message?: string } }

/** A failure that may be over at the next attempt: the line, the server, not the file. */
export class LineError extends Error {}

/**
 * Sends a picture to the library. The same file sent twice is one picture: the answer says `existing`.
 * @param onProgress part of the file that was sent, from 0 to 1; 1 while the server makes the sizes
 * @param signal takes the upload back: it throws an AbortError
 * @throws Error with the words to show
 */
export async function uploadPicture(
  file: Blob,
  name: string,
  onProgress: (part: number) => void = () => {},
  signal?: AbortSignal,
): Promise<UploadedItem> {
  const { errors } = words()
  if (file.size > largestFile) throw new Error(errors['picture-heavy'])
  const judgement = judge(new Uint8Array(await file.slice(0, headBytes).arrayBuffer()))
  if (!judgement.ok) throw new Error(errors[judgement.code])
  return send(file, name, onProgress, signal)
}

function send(
  file: Blob,
  name: string,
  onProgress: (part: number) => void,
  signal: AbortSignal | undefined,
): Promise<UploadedItem> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest() // fetch does not tell how much was sent
    const cancel = () => request.abort()
    request.open('POST', '/api/admin/media')
    request.setRequestHeader('Content-Type', 'application/octet-stream')
    request.setRequestHeader('X-File-Name', encodeURIComponent(name))
    request.upload.onprogress = (event) => event.lengthComputable && onProgress(event.loaded / event.total)
    request.upload.onload = () => onProgress(1)
    request.onload = () => {
      const answer = parsed(request.responseText)
      if (request.status < 300 && answer) resolve(answer as UploadedItem)
      else {
        const message = (answer as Refusal | null)?.error?.message ?? words().media.offline
        reject(request.status >= 500 || !answer ? new LineError(message) : new Error(message))
      }
    }
    request.onerror = () => reject(new LineError(words().media.offline))
    request.onabort = () => reject(new DOMException(words().media.offline, 'AbortError'))
    request.onloadend = () => signal?.removeEventListener('abort', cancel)
    if (signal?.aborted) return request.onabort(new ProgressEvent('abort'))
    signal?.addEventListener('abort', cancel)
    request.send(file)
  })
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Asks the library's endpoints. @throws Error with the words to show */
export async function askLibrary<T>(path: string, init: RequestInit = {}): Promise<T> {
  let response: Response
  try {
    response = await fetch(`/api/admin/media${path}`, { ...init, headers: { Accept: 'application/json' } })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new Error(words().media.loadFailed)
  }
  const answer = parsed(await response.text())
  if (response.ok && answer) return answer as T
  throw Object.assign(new Error((answer as Refusal | null)?.error?.message ?? words().media.loadFailed), {
    status: response.status,
    answer,
  })
}
