import { defineConfig } from '@playwright/test'

// The browser's own calls home are switched off: the pages must be the only ones who ask for anything.
const quiet = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  globalSetup: './server.ts',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  retries: 2, // browser, server and command line share two cores: a wait may be too short for once
  reporter: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [['dot'], ['json']] : 'list',
  outputDir: '../../test-results',
  use: {
    launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: quiet },
    locale: 'it-IT',
    timezoneId: 'Europe/Rome',
  },
})
