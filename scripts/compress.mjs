// Puts a brotli and a gzip file beside each text file of the build, so that nothing is compressed while readers wait.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const folder = path.resolve(import.meta.dirname, '..', '.next', 'static')
const smallest = 200

/** Compresses what is in .next/static. */
export async function compressStatic() {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const file = path.join(entry.parentPath, entry.name)
    if (!entry.isFile() || !/\.(?:css|js|json|svg|txt)$/.test(entry.name)) continue
    const bytes = readFileSync(file)
    if (bytes.length < smallest) continue
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
    )
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }))
  }
}
