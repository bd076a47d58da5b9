// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, it } from 'vitest'
import { Chart, roundUp } from '@/components/ui/chart.tsx'

afterEach(cleanup)

it('the scale ends at a round number, and a few never look like many', () => {
  expect([0, 3, 5, 9, 10, 11, 21, 99, 606].map(roundUp)).toEqual([4, 4, 5, 10, 10, 20, 30, 100, 800])
})

it('bars stand on nought and grow with their numbers; both series are named', () => {
  render(
    <Chart
      label="Due nuovi"
      kind="bars"
      series={[
        { name: 'Nuovi', values: [0, 5] },
        { name: 'Usciti', values: [1, 0] },
      ]}
      ends={['ieri', 'oggi']}
      language="it"
    />,
  )
  const bars = [...screen.getByRole('img', { name: 'Due nuovi' }).querySelectorAll('rect')]
  expect(bars.map((bar) => bar.getAttribute('height'))).toEqual(['0.0', '100.0', '20.0', '0.0'])
  expect(bars.map((bar) => bar.getAttribute('y'))).toEqual(['100.0', '0.0', '80.0', '100.0'])
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(['Nuovi', 'Usciti'])
})

it('a line of nothing is drawn too', () => {
  render(
    <Chart label="Nulla" kind="line" series={[{ name: 'x', values: [] }]} ends={['', '']} language="it" />,
  )
  expect(screen.getByRole('img', { name: 'Nulla' })).toBeDefined()
})
