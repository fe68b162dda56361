import { IANAZone } from 'luxon';

const minute = 60_000;
const day = 86_400_000;

/**
 * Wall-clock time as a number: the milliseconds from 1970-01-01T00:00 on the wall, as though every day had 24 hours.
 * Two instants may show the same wall-clock time, and some wall-clock times are never shown.
 */
export type WallTime = number;

/** The offsets from UTC, in milliseconds, around a stretch of wall-clock time, and the instant at which they change. */
export interface Offsets {
  readonly before: number;
  readonly after: number;
  /** First instant with the offset `after`; infinity where nothing changes. */
  readonly changeAt: number;
}

/** @throws RangeError for what is no IANA zone */
export function zoneOf(name: string): IANAZone {
  const zone = IANAZone.create(name);
  if (!zone.isValid) throw new RangeError('The time zone of a schedule must be an IANA name like Asia/Shanghai');
  return zone;
}

export function wallTimeAt(zone: IANAZone, instant: number): WallTime {
  return instant + offsetAt(zone, instant);
}

/** Of the day that begins at this wall-clock time. No zone has changed its offset twice in the three days that are seen. */
export function offsetsAround(zone: IANAZone, startOfDay: WallTime): Offsets {
  // Offsets are less than a day, so these two instants are surely before and after the day on the wall
  let [low, high] = [startOfDay - day, startOfDay + 2 * day];
  const [before, after] = [offsetAt(zone, low), offsetAt(zone, high)];
  if (before === after) return { before, after, changeAt: Infinity };
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle) === before) low = middle;
    else high = middle;
  }
  return { before, after, changeAt: high };
}

/** The first instant at which the wall shows this time or a later one: it never shows a time within a gap. */
export function instantOf(zone: IANAZone, wallTime: WallTime): number {
  const { before, after, changeAt } = offsetsAround(zone, startOfDay(wallTime));
  const instant = wallTime - before;
  return instant < changeAt ? instant : Math.max(changeAt, wallTime - after);
}

export function startOfDay(wallTime: WallTime): WallTime {
  return Math.floor(wallTime / day) * day;
}

function offsetAt(zone: IANAZone, instant: number): number {
  // Offsets of long ago have seconds, as fractions of a minute
  return Math.round(zone.offset(instant) * minute);
}
