// The time of day as a preview knows it: it stands where it is put. Imported before anything that could ask for the time.
const Real = Date
let standsAt: number | null = null

const now = () => standsAt ?? Real.now()

/** Sets the time of day of the whole process, UTC milliseconds; null: the real one. Timers go on as ever. */
export function standAt(at: number | null): void {
  standsAt = at
}

/** The real time of day. */
export const realNow = (): number => Real.now()

globalThis.Date = new Proxy(Real, {
  construct: (target, args: unknown[], self) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, self) as Date,
  apply: () => new Real(now()).toString(),
  get: (target, name, self) => (name === 'now' ? now : Reflect.get(target, name, self)),
})
