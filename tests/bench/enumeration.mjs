// Whether the time of an answer tells who is subscribed (design of the newsletter, check 13).
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import Database from 'better-sqlite3'
import { cli, freePort, startTestata, temporaryFolder } from './processes.mjs'

const tries = 200
const limitMilliseconds = 5
const states = /** @type {const} */ (['new', 'pending', 'confirmed', 'suppressed'])

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

/**
 * Fills the form for an address in each state, in turn, so that whatever else the machine does hits all of them.
 * @returns {Promise<{ medians: Record<string, number>, spread: number, wrong: string[] }>} milliseconds; `spread`: between the
 *   largest and the smallest median
 */
export async function measureEnumeration() {
  const folder = temporaryFolder()
  const dataDir = path.join(folder, 'data')
  const { url } = await startTestata(dataDir, await freePort(4300))
  const file = path.join(folder, 'in.csv')
  const rows = states.slice(1).map((state) => `${state}@example.org,daily,bench\n`)
  writeFileSync(file, `email,lists,consent_source\n${rows.join('')}`)
  await cli(['subscribers', 'import', file], dataDir)
  const db = new Database(path.join(dataDir, 'testata.db'))
  for (const state of states)
    db.prepare('UPDATE subscribers SET status = ? WHERE email = ?').run(state, `${state}@example.org`)
  db.close()
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(states.map((state) => [state, []]))
  /** @type {Set<string>} */
  const answers = new Set()
  for (let i = -20; i < tries; i++)
    for (const [j] of states.entries()) {
      const state = states[(i + 20 + j) % states.length] ?? 'new'
      const email = state === 'new' ? `new-${i + 20}@example.org` : `${state}@example.org`
      const began = performance.now()
      const answer = await fetch(`${url}/newsletter/subscribe`, {
        method: 'POST',
        body: new URLSearchParams({ email, source: '/', website: '' }),
        redirect: 'manual',
      })
      const body = await answer.text()
      if (i >= 0) times[state]?.push(performance.now() - began)
      const headers = [...answer.headers].filter(([name]) => name !== 'date')
      answers.add(JSON.stringify([answer.status, headers, body]))
    }
  const medians = Object.fromEntries(states.map((state) => [state, median(times[state] ?? [])]))
  const all = Object.values(medians)
  const spread = Math.max(...all) - Math.min(...all)
  const wrong = spread > limitMilliseconds ? [`the medians are ${spread.toFixed(1)} ms apart`] : []
  if (answers.size !== 1) wrong.push(`there are ${answers.size} different answers`)
  return { medians, spread, wrong }
}
