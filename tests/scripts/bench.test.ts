import { execFile } from 'node:child_process'
import { expect, it } from 'vitest'

type Run = { code: number; stdout: string; stderr: string }

/** Calls the program with arguments with which it measures nothing. */
function bench(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/bench.mjs', ...args], (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, stdout, stderr })
    })
  })
}

it('lists its suites, on demand and when none is named', async () => {
  const asked = await bench('--help')
  expect(asked).toMatchObject({ code: 0, stderr: '' })
  expect(asked.stdout).toMatch(/^ {2}pages /m)
  const unnamed = await bench()
  expect(unnamed).toEqual({ code: 2, stdout: '', stderr: asked.stdout })
})

it.each(['nope', 'toString', '__proto__'])('refuses the suite %s, which does not exist', async (name) => {
  const { code, stdout, stderr } = await bench(name)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr).toContain(`There is no suite "${name}".`)
})

it('explains a suite without measuring', async () => {
  const { code, stdout } = await bench('pages', '--rounds', '2', '--help')
  expect(code).toBe(0)
  for (const option of ['--rounds', '--seconds', '--json']) expect(stdout).toContain(option)
})

it.each([
  [['--rounds', '0'], '--rounds'],
  [['--rounds', '1e3'], '--rounds'],
  [['--seconds', '-1'], '--seconds'],
  [['--seconds', '0.5'], '--seconds'],
  [['--port', '70000'], '--port'],
  [['--surprise'], '--surprise'],
  [['extra'], 'extra'],
])('refuses %j before it starts anything, and names what is wrong', async (args, name) => {
  const { code, stdout, stderr } = await bench('pages', ...args)
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  expect(stderr.split('\n')[0]).toContain(name)
})
