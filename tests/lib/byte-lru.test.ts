import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ByteLru } from '@/lib/byte-lru.ts'

const sized = (bytes: number) => ({ bytes })

it('what was used longest ago goes first', () => {
  const dropped: string[] = []
  const lru = new ByteLru(10, (key) => dropped.push(key))
  lru.set('a', sized(4))
  lru.set('b', sized(4))
  lru.get('a')
  lru.set('c', sized(4))
  expect(dropped).toEqual(['b'])
  expect(lru.get('a')).toBeDefined()
  expect(lru.get('b')).toBeUndefined()
})

it('a value that alone is over the limit is not kept, and takes its elder with it', () => {
  const dropped: string[] = []
  const lru = new ByteLru(10, (key) => dropped.push(key))
  lru.set('a', sized(3))
  lru.set('b', sized(3))
  lru.set('a', sized(11))
  expect(lru.get('a')).toBeUndefined()
  expect(lru.get('b')).toBeDefined()
  expect(dropped).toEqual(['a'])
  expect(lru.bytes).toBe(3)
})

it('deleting what is not there changes nothing', () => {
  const lru = new ByteLru(10)
  lru.delete('a')
  expect([lru.size, lru.bytes]).toEqual([0, 0])
})

it('after any run of calls it holds the youngest values that fit, and counts their bytes', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd', 'e')
  const call = fc.oneof(
    fc.record({ do: fc.constant('set' as const), key, bytes: fc.integer({ min: 0, max: 120 }) }),
    fc.record({ do: fc.constant('get' as const), key, bytes: fc.constant(0) }),
    fc.record({ do: fc.constant('delete' as const), key, bytes: fc.constant(0) }),
  )
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      let lost = 0
      let put = 0
      const lru = new ByteLru<{ bytes: number }>(100, () => lost++)
      let model: [string, number][] = [] // oldest first
      for (const step of calls) {
        const known = model.find(([name]) => name === step.key)
        if (step.do !== 'get' || known) model = model.filter(([name]) => name !== step.key)
        if (step.do === 'get') {
          expect(lru.get(step.key)?.bytes).toBe(known?.[1])
          if (known) model.push(known)
        } else if (step.do === 'delete') lru.delete(step.key)
        else {
          lru.set(step.key, sized(step.bytes))
          if (step.bytes <= 100) {
            put++
            model.push([step.key, step.bytes])
          }
          while (model.reduce((sum, [, bytes]) => sum + bytes, 0) > 100) model.shift()
        }
        expect(lru.bytes).toBe(model.reduce((sum, [, bytes]) => sum + bytes, 0))
        expect(lru.size).toBe(model.length)
      }
      expect(put - lost).toBe(model.length)
    }),
  )
})
