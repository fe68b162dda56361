import type { CalendarDate, Clock } from '@hub/domain';
import { newRecordId } from '@hub/subgraph';

/** Ids in the hub by the generator's own keys. */
export class Keys {
  constructor(private readonly ids: ReadonlyMap<string, string>) {}

  /** A record id for each key. */
  static mint(keys: readonly string[], clock: Clock): Keys {
    return new Keys(new Map(keys.map((key) => [key, newRecordId(clock.now())])));
  }

  has(key: string): boolean {
    return this.ids.has(key);
  }

  /** @throws RangeError when the generator speaks of something that it did not make */
  get(key: string): string {
    const id = this.ids.get(key);
    if (id === undefined) throw new RangeError(`The township has nothing with the key ${key}`);
    return id;
  }
}

/** Nine in the morning in Shanghai: when an office writes down what happened on a day. */
export function instantOf(day: CalendarDate): Date {
  return new Date(`${day}T09:00:00+08:00`);
}
