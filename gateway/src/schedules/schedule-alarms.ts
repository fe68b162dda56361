import type { Clock, HolidayCalendar } from '@hub/domain';
import { graphqlNameOf } from '@hub/domain';
import type { Store } from '@hub/store';
import { DuplicateKeyError } from '@hub/store';
import type { NotificationKind } from '../notifications/kind/define-kind.js';
import type { NotificationDraft } from '../notifications/notification/draft.js';
import type { NotificationIssuer } from '../notifications/notification/issuer.js';
import { draftCalendarAlarm } from './calendar/calendar-alarm.js';
import type { MissingYear } from './calendar/missing-year.js';
import type { ScheduleDefinition } from './define-schedule.js';
import type { OccurrenceDocument } from './occurrence.repository.js';

export interface ScheduleAlarmsOptions {
  readonly store: Store;
  readonly issuer: Pick<NotificationIssuer, 'issue'>;
  readonly kinds: ReadonlyMap<string, NotificationKind>;
  readonly definitions: readonly ScheduleDefinition[];
  readonly clock: Clock;
  readonly calendar: HolidayCalendar;
}

/** Alarms are bulletins, too: numbered, to the hub's administration, each once. */
export class ScheduleAlarms {
  constructor(private readonly options: ScheduleAlarmsOptions) {}

  /** N-40: the holiday table of a year is needed. */
  calendarMissing(missing: MissingYear): Promise<void> {
    const { clock, calendar } = this.options;
    return this.#issue(draftCalendarAlarm(missing, { kind: this.#getKind('N-40'), clock, calendar }));
  }

  /** S-04: an occurrence failed time after time, or was given up. */
  occurrenceFailed({ _id, schedule, dueAt, attempts }: OccurrenceDocument, error: string): Promise<void> {
    const { definitions } = this.options;
    const about = this.#getKind(definitions.find(({ code }) => code === schedule)?.kinds[0] ?? 'S-04');
    return this.#issue({
      kind: this.#getKind('S-04'),
      to: 'hub',
      sourceId: `${_id}|${String(attempts)}`,
      data: {
        schedule: schedule.toUpperCase(),
        dueAt: dueAt.toISOString(),
        kind: about.code,
        receiver: graphqlNameOf(about.to[0] ?? 'hub'),
        department: graphqlNameOf(about.from),
        reason: error,
        attempts,
      },
    });
  }

  async #issue(draft: NotificationDraft): Promise<void> {
    const { store, issuer } = this.options;
    try {
      await store.withTransaction((session) => issuer.issue(session, [draft]));
    } catch (error) {
      // Another process raised it at the same time
      if (!(error instanceof DuplicateKeyError)) throw error;
    }
  }

  #getKind(code: string): NotificationKind {
    const kind = this.options.kinds.get(code);
    if (kind === undefined) throw new RangeError(`The catalogue has no bulletin ${code}`);
    return kind;
  }
}
