import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { databaseFile } from '@/db/client.ts'
import { schemaState } from '@/db/migrate.ts'
import { type Env, readEnv } from '@/lib/env.mjs'
import { messageOf } from '@/lib/errors.ts'
import { fingerprintFile, readSecret, secretFile } from '@/lib/secrets.ts'
import { type Command, print, readArgs } from './command.ts'
import { checkMail } from './doctor-mail.ts'

const help = `Usage: npm run cli -- doctor [--json]

Checks configuration, database and disk, and says what to do about what is wrong. It changes nothing.

  --json   prints {"ok", "checks": [{"name", "ok", "message", "fix"}]}
`

export type Check = { name: string; ok: boolean; message: string; fix?: string }

const leastFree = 500 << 20

function checkNode(): Check {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const ok = major >= 20 && (major < 24 || (major === 24 && minor < 19))
  return {
    name: 'node',
    ok,
    message: `Node ${process.versions.node}`,
    ...(ok ? {} : { fix: 'Use Node 20.9 to 24.18: the database driver does not build on others.' }),
  }
}

function checkSite(env: Env): Check {
  const local = /\/\/(?:127\.|localhost|\[::1\])/.test(env.siteUrl)
  return {
    name: 'site',
    ok: true,
    message: `readers come to ${env.siteUrl}${local ? ' (this machine only; set SITE_URL to the public address before you publish)' : ''}`,
  }
}

/** The folder itself, or the nearest one above it that is there. */
function nearestFolder(folder: string): string {
  let at = folder
  while (!existsSync(at)) at = path.dirname(at)
  return at
}

function checkFolder(env: Env): Check {
  try {
    if (!existsSync(env.dataDir)) {
      accessSync(nearestFolder(env.dataDir), constants.W_OK)
      return { name: 'data', ok: true, message: `${env.dataDir} will be made at the first start` }
    }
    accessSync(env.dataDir, constants.R_OK | constants.W_OK)
    return { name: 'data', ok: true, message: env.dataDir }
  } catch (error) {
    return {
      name: 'data',
      ok: false,
      message: messageOf(error),
      fix: 'DATA_DIR must be a folder that the user who starts Testata may write to.',
    }
  }
}

function checkDisk(env: Env): Check {
  const { bavail, bsize } = statfsSync(nearestFolder(env.dataDir))
  const free = bavail * bsize
  const ok = free >= leastFree
  const message = `${Math.round(free / (1 << 20)).toLocaleString('en')} MiB free`
  return {
    name: 'disk',
    ok,
    message,
    ...(ok ? {} : { fix: `Free at least ${leastFree >> 20} MiB, or move DATA_DIR to a larger disk.` }),
  }
}

function checkSecret(env: Env): Check {
  const file = secretFile(env.dataDir)
  if (existsSync(fingerprintFile(env.dataDir)))
    try {
      readSecret(env)
    } catch (error) {
      const message = 'missing, or not the one that the data were made with'
      return { name: 'secret', ok: false, message, fix: messageOf(error) }
    }
  if (env.secret) return { name: 'secret', ok: true, message: 'from SECRET' }
  if (!existsSync(file)) return { name: 'secret', ok: true, message: 'will be made at the first start' }
  const mode = statSync(file).mode & 0o777
  const ok = (mode & 0o077) === 0
  return {
    name: 'secret',
    ok,
    message: `mode ${mode.toString(8)}`,
    ...(ok ? {} : { fix: `Others can read it: chmod 600 ${file}` }),
  }
}

function checkDatabase(env: Env): Check[] {
  const file = databaseFile(env.dataDir)
  if (!existsSync(file)) return [{ name: 'database', ok: true, message: 'will be made at the first start' }]
  let db: Database.Database | undefined
  try {
    db = new Database(file, { readonly: true, timeout: 5000 })
    const { version, latest, pending, foreign } = schemaState(db)
    if (foreign) {
      return [
        {
          name: 'database',
          ok: false,
          message: `${file} was not made by Testata`,
          fix: 'Point DATA_DIR at another folder.',
        },
      ]
    }
    const integrity = db.pragma('quick_check(1)', { simple: true }) as string
    const schema: Check =
      version > latest
        ? {
            name: 'schema',
            ok: false,
            message: `version ${version}, this program knows ${latest}`,
            fix: 'Start the newer Testata that wrote it.',
          }
        : pending.length > 0
          ? {
              name: 'schema',
              ok: false,
              message: `version ${version} of ${latest}`,
              fix: 'Run: npm run cli -- migrate',
            }
          : { name: 'schema', ok: true, message: `version ${version}` }
    const whole = integrity === 'ok'
    const checks: Check[] = [
      {
        name: 'database',
        ok: whole,
        message: whole ? `${Math.round(statSync(file).size / 1024)} KiB, whole` : integrity,
        ...(whole ? {} : { fix: 'Stop Testata and restore the latest backup of DATA_DIR.' }),
      },
      schema,
    ]
    if (schema.ok) {
      const stuck = db
        .prepare('SELECT kind, error, count(*) AS n FROM outbox WHERE attempts >= 3 GROUP BY kind')
        .all() as { kind: string; error: string; n: number }[]
      const message =
        stuck.length === 0
          ? 'none is stuck'
          : stuck.map((job) => `${job.n} × ${job.kind}: ${job.error}`).join('; ')
      checks.push({
        name: 'jobs',
        ok: stuck.length === 0,
        message,
        ...(stuck.length === 0
          ? {}
          : { fix: 'They are tried again by themselves; if the cause lasts, look for it in the log.' }),
      })
    }
    return checks
  } catch (error) {
    return [
      {
        name: 'database',
        ok: false,
        message: messageOf(error),
        fix: `Check that ${file} is a readable SQLite file; else restore the latest backup.`,
      },
    ]
  } finally {
    db?.close()
  }
}

export const doctor: Command = {
  summary: 'Check configuration, database and disk',
  help,
  run: async (args) => {
    const { flags } = readArgs(args, ['json'])
    const checks: Check[] = [checkNode()]
    try {
      const env = readEnv()
      checks.push(
        { name: 'configuration', ok: true, message: 'every variable is usable' },
        checkSite(env),
        checkFolder(env),
        checkDisk(env),
        checkSecret(env),
        ...checkDatabase(env),
        ...(await checkMail(env)),
      )
    } catch (error) {
      checks.push({
        name: 'configuration',
        ok: false,
        message: messageOf(error),
        fix: 'Correct the variable that is named.',
      })
    }
    const ok = checks.every((check) => check.ok)
    const lines = checks.map(
      (check) =>
        `${check.ok ? 'ok   ' : 'WRONG'}  ${check.name.padEnd(14)} ${check.message}${check.fix ? `\n       → ${check.fix}` : ''}`,
    )
    print(flags.json, { ok, checks }, `${lines.join('\n')}\n`)
    return ok ? 0 : 1
  },
}
