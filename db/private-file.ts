import { closeSync, openSync } from 'node:fs'

/**
 * Makes a file that is missing, empty and for its owner alone; SQLite takes it for a new database and gives the files
 * beside it the same mode. Others on the machine have no business in there, whatever the folder allows.
 */
export function makePrivate(file: string): void {
  closeSync(openSync(file, 'a', 0o600))
}
