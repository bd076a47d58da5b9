// The command-line program. It works while the server runs and while it does not: both meet in the database only.
import { close } from '@/db/client.ts'
import { closeMetrics } from '@/db/metrics.ts'
import { ConfigError } from '@/lib/env.mjs'
import { messageOf } from '@/lib/errors.ts'
import { article } from './commands/article.ts'
import { type Command, UsageError } from './commands/command.ts'
import { doctor } from './commands/doctor.ts'
import { importCommand } from './commands/import.ts'
import { migrate } from './commands/migrate.ts'
import { newsletter } from './commands/newsletter.ts'
import { people } from './commands/people.ts'
import { seed } from './commands/seed.ts'
import { subscribers } from './commands/subscribers.ts'

const commands: Record<string, Command> = {
  article,
  import: importCommand,
  newsletter,
  people,
  subscribers,
  migrate,
  seed,
  doctor,
}

const usage = `Usage: npm run cli -- <command> [options]

Commands:
${Object.entries(commands)
  .map(([name, command]) => `  ${name.padEnd(12)} ${command.summary}`)
  .join('\n')}

Each command explains itself with --help. Put -s after \`npm run\` to keep npm's own lines out of what scripts read:
  npm run -s cli -- doctor --json

Exit codes: 0 done, 1 some input was refused or something is wrong, 2 wrong usage or configuration.
`

async function run(args: string[]): Promise<number> {
  const [name, ...rest] = args
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    ;(name === undefined ? process.stderr : process.stdout).write(usage)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    process.stderr.write(`There is no command "${name}".\n\n${usage}`)
    return 2
  }
  if (rest.includes('--help') || rest.includes('-h')) {
    process.stdout.write(command.help)
    return 0
  }
  try {
    return await command.run(rest)
  } catch (error) {
    if (error instanceof UsageError || error instanceof ConfigError) {
      process.stderr.write(`${error.message}\n${error instanceof UsageError ? `\n${command.help}` : ''}`)
      return 2
    }
    process.stderr.write(`${name}: ${messageOf(error)}\n`)
    return 1
  } finally {
    await close()
    await closeMetrics()
  }
}

process.exitCode = await run(process.argv.slice(2))
