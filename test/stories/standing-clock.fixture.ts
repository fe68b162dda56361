import type { CalendarDate, Clock } from '@hub/domain';
import { fixedClock } from '@hub/domain';

export interface StandingClock extends Clock {
  /** Moves it to noon in Shanghai on a day. */
  setToday(day: CalendarDate): void;
}

/** A business clock that stands until the story goes on to another day. */
export function standingClock(day: CalendarDate): StandingClock {
  const noon = (date: CalendarDate): Clock => fixedClock(new Date(`${date}T12:00:00+08:00`));
  let standing = noon(day);
  return {
    now: () => standing.now(),
    today: () => standing.today(),
    setToday: (date) => {
      standing = noon(date);
    },
  };
}
