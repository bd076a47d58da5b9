import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { databaseFile, handles } from '@/db/client.ts'
import { schemaState } from '@/db/migrate.ts'
import { readEnv } from '@/lib/env.mjs'
import { type Command, print, readArgs } from './command.ts'

const help = `Usage: npm run cli -- migrate [--json]

Creates the database in DATA_DIR if it is missing and brings it to the schema of this program. The server does the same
when it starts.

  --json   prints {"version", "applied": [names]}
`

export const migrate: Command = {
  summary: 'Create or update the database',
  help,
  run: async (args) => {
    const { flags } = readArgs(args, ['json'])
    const file = databaseFile(readEnv().dataDir)
    let pending: string[] | undefined
    if (existsSync(file)) {
      const before = new Database(file, { readonly: true })
      pending = schemaState(before).pending
      before.close()
    }
    const state = schemaState(handles().writer)
    const applied = pending ?? ['everything']
    const text =
      applied.length === 0
        ? `Up to date: schema version ${state.version}.\n`
        : `Schema version ${state.version}; applied: ${applied.join(', ')}.\n`
    print(flags.json, { version: state.version, applied }, text)
    return 0
  },
}
