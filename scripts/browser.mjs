// Finds a Chromium for the end-to-end tests, or installs one.
import { existsSync } from 'node:fs'
import { run } from './setup.mjs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** @returns {Promise<string | undefined>} the browser that Playwright keeps for itself, if it is there */
async function playwrightsOwn() {
  const { chromium } = await import('@playwright/test')
  const file = chromium.executablePath()
  return existsSync(file) ? file : undefined
}

/**
 * Path of a Chromium. Where there is none it is installed: from Debian's packages if we may, else by Playwright.
 * @returns {Promise<string>}
 * @throws {Error} when there is none and none could be installed
 */
export async function findBrowser() {
  const given = process.env.CHROMIUM
  if (given) {
    if (existsSync(given)) return given
    throw new Error(`CHROMIUM: there is no ${given}. Give the path of a Chromium, or leave the variable out.`)
  }
  const known = () => places.find((place) => existsSync(place))
  const found = known() ?? (await playwrightsOwn())
  if (found) return found
  process.stderr.write('Installing a browser for the end-to-end tests …\n')
  if (existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    await run('apt-get', ['update', '-qq'], { quiet: true, env })
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], {
      quiet: true,
      env,
    })
  }
  if (!known()) await run('npx', ['playwright', 'install', 'chromium'], { quiet: true })
  const installed = known() ?? (await playwrightsOwn())
  if (installed) return installed
  throw new Error(
    'No Chromium was found and none could be installed. Install one and set CHROMIUM to its path.',
  )
}
