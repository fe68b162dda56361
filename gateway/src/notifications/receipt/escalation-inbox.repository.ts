import type { CalendarDate, CallerName } from '@hub/domain';
import { callerNames } from '@hub/domain';
import type { Collection, Document, Session, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { EscalationLevel } from '../kind/define-kind.js';

/** Whose inbox a level of the ladder stands for, and since when. Who it is changes with an office, not with a release. */
export interface EscalationInboxDocument extends Document {
  readonly level: EscalationLevel;
  /** For bulletins to this receiver; left out: to anybody who has no row of its own. */
  readonly receiver?: CallerName;
  readonly inbox: CallerName;
  readonly validFrom: CalendarDate;
  /** Last day; left out: until further notice. */
  readonly validTo?: CalendarDate;
}

export const escalationInboxCollection = defineCollection<EscalationInboxDocument>({
  name: 'escalationInboxes',
  indexes: [],
  shardKey: { _id: 1 },
});

/** A few offices, each with a few successors. */
const most = 1_000;

export class EscalationInboxRepository {
  readonly #rows: Collection<EscalationInboxDocument>;

  constructor(store: Store) {
    this.#rows = store.collection(escalationInboxCollection);
  }

  /** Who stands for a level on a day: a row of the receiver's own before one for all, the latest before an earlier. */
  async find(
    level: EscalationLevel,
    receiver: CallerName,
    on: CalendarDate,
    session: Session,
  ): Promise<CallerName | undefined> {
    const rows = await this.#rows.find({ level }, { session, limit: most }).toArray();
    const [first] = rows
      .filter((row) => row.receiver === undefined || row.receiver === receiver)
      .filter(({ validFrom, validTo }) => validFrom <= on && (validTo === undefined || on <= validTo))
      .sort((a, b) => rank(b) - rank(a) || (a.validFrom < b.validFrom ? 1 : -1));
    return first?.inbox;
  }

  async list(): Promise<readonly EscalationInboxDocument[]> {
    return this.#rows.find({}, { sort: { _id: 1 }, limit: most }).toArray();
  }

  async replaceAll(rows: readonly EscalationInboxDocument[]): Promise<void> {
    const listed = rows.map(({ _id }) => _id);
    await this.#rows.bulkWrite(
      [
        { deleteMany: { filter: { _id: { $nin: listed } } } },
        ...rows.map((row) => ({ replaceOne: { filter: { _id: row._id }, replacement: row, upsert: true } })),
      ],
      { atomic: true },
    );
  }
}

function rank({ receiver }: EscalationInboxDocument): number {
  return receiver === undefined ? 0 : 1;
}

const always = '1900-01-01';

/**
 * Who stands for the levels where nobody has said otherwise, as in the demo township: the liaison reads the receiver's own inbox, the township centre
 * community's, the leading group's office the hub's.
 */
export const demoEscalationInboxes: readonly EscalationInboxDocument[] = [
  ...callerNames.map((receiver): EscalationInboxDocument => ({
    _id: `LIAISON.${receiver}`,
    level: 'LIAISON',
    receiver,
    inbox: receiver,
    validFrom: always,
  })),
  { _id: 'TOWNSHIP_CENTRE', level: 'TOWNSHIP_CENTRE', inbox: 'community', validFrom: always },
  { _id: 'LEADING_GROUP', level: 'LEADING_GROUP', inbox: 'hub', validFrom: always },
];

/**
 * Brings the table to what an operator lists; without a list it is filled once, and what stands in it stays.
 *
 * @param listed rows of `escalation-inboxes.json`
 */
export async function settleEscalationInboxes(
  store: Store,
  listed: readonly EscalationInboxDocument[] | undefined = undefined,
): Promise<void> {
  const inboxes = new EscalationInboxRepository(store);
  if (listed !== undefined) await inboxes.replaceAll(listed);
  else if ((await inboxes.list()).length === 0) await inboxes.replaceAll(demoEscalationInboxes);
}
