import type { CallerName, Clock, HolidayCalendar } from '@hub/domain';
import { dateInShanghai } from '@hub/domain';
import type { SigningKeys } from '@hub/server';
import { signDetached } from '@hub/server';
import type { Session, Store } from '@hub/store';
import { bulletinId } from './bulletin-id.js';
import { DeliveryPlanner } from './delivery-planner.js';
import { countEach, Counters, seriesPrefix } from './counters.js';
import type { DraftTerms } from './draft-terms.js';
import { settleTerms } from './draft-terms.js';
import type { NotificationDraft } from './draft.js';
import { draftKey } from './draft.js';
import { compareFigures, figuresOf, findRow, FormerFiguresRepository } from './former-figures.repository.js';
import type { NotificationDocument } from './notification.repository.js';
import { NotificationRepository } from './notification.repository.js';
import type { NumberSeries } from './number.js';
import { formatNumber } from './number.js';
import type { SignedPart } from './signed-body.js';
import { bulletinSignatureType, findSignedBody, signedBytes } from './signed-body.js';

export interface NotificationIssuerOptions {
  readonly store: Store;
  /** The first signs. */
  readonly keys: SigningKeys;
  /** Business time: when a bulletin is issued, what year it counts in, until when a reply is due. */
  readonly clock: Clock;
  /** True time: when the first attempt to deliver is due. */
  readonly trueClock: Pick<Clock, 'now'>;
  /** Asked at each issue: a holiday table may be loaded while the hub runs. */
  readonly calendar: () => HolidayCalendar;
}

/** Issues bulletins: numbers, signs and stores them with their deliveries, once each, in the caller's transaction. */
export class NotificationIssuer {
  readonly #notifications: NotificationRepository;
  readonly #counters: Counters;
  readonly #formerFigures: FormerFiguresRepository;
  readonly #deliveries: DeliveryPlanner;

  constructor(private readonly options: NotificationIssuerOptions) {
    const { store, trueClock } = options;
    this.#notifications = new NotificationRepository(store);
    this.#counters = new Counters(store);
    this.#formerFigures = new FormerFiguresRepository(store);
    this.#deliveries = new DeliveryPlanner(store, trueClock);
  }

  /**
   * Whether a draft could be issued now; changes nothing. Of several drafts one that could not does not keep the others
   * from being issued when it is sorted out first.
   *
   * @throws RangeError when the content is not what the kind declares, or the kind never goes to this receiver
   * @throws HubError reason `HOLIDAYS_UNKNOWN` when a due day lies beyond the last holiday table
   */
  check(draft: NotificationDraft): void {
    settleTerms(draft, this.options.clock.now(), this.options.calendar());
  }

  /**
   * Issues what has not been issued: a few writes, however many drafts. The caller's transaction gives numbers back when it
   * is undone; it may run more than once.
   *
   * @returns the bulletins issued now, in the order of the drafts; one that was issued before is not among them
   * @throws RangeError HubError as {@link check}, for any of the drafts
   * @throws DuplicateKeyError when another process issued the same at the same time: run the transaction again
   */
  async issue(session: Session, drafts: readonly NotificationDraft[]): Promise<NotificationDocument[]> {
    const issuedAt = this.options.clock.now();
    const calendar = this.options.calendar();
    const pending = await this.#withoutIssued(drafts, session);
    if (pending.length === 0) return [];
    const settled = pending.map((draft) => ({ draft, terms: settleTerms(draft, issuedAt, calendar) }));
    const issued = await this.#number(settled, issuedAt, session);
    await this.#notifications.collection.insertMany(issued, { session, atomic: true });
    await this.#deliveries.plan(
      issued.map((notification, index) => {
        const { subscriptions } = pending[index] ?? {};
        return { notification, ...(subscriptions !== undefined && { subscriptions }) };
      }),
      session,
    );
    return issued;
  }

  async #withoutIssued(drafts: readonly NotificationDraft[], session: Session): Promise<NotificationDraft[]> {
    const sources = [...new Set(drafts.map(({ sourceId }) => sourceId))];
    const known = await this.#notifications.listIdentities(sources, session);
    const seen = new Set(known.map(draftKey));
    return drafts.filter(({ kind, to, sourceId }) => {
      const key = draftKey({ kind: kind.code, to, sourceId });
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }

  async #number(
    settled: readonly { readonly draft: NotificationDraft; readonly terms: DraftTerms }[],
    issuedAt: Date,
    session: Session,
  ): Promise<NotificationDocument[]> {
    const year = Number(dateInShanghai(issuedAt).slice(0, 4));
    const placed = settled.map((one) => {
      const { kind, to } = one.draft;
      const series: NumberSeries = { kind: kind.code, from: kind.from, to, year };
      return { ...one, series, counter: counterOf(series), inbox: inboxCounterOf(to) };
    });
    const wanted = countEach(placed.flatMap(({ counter, inbox }) => [counter, inbox]));
    const last = new Map(await this.#counters.take(wanted, session));
    const next = (counter: string): number => {
      const number = (last.get(counter) ?? 0) + 1;
      last.set(counter, number);
      return number;
    };
    const rows = settled.flatMap(({ draft: { kind, to }, terms }) => findRow(kind, { to, data: terms.data }) ?? []);
    const former = await this.#formerFigures.find(rows, session);

    const numbered = placed.map(({ draft, terms, series, counter, inbox }): SignedPart => {
      const serial = next(counter);
      const number = formatNumber({ ...series, serial });
      const { kind, sourceId, recalls, corrects } = draft;
      const row = findRow(kind, { to: series.to, data: terms.data });
      const figures = figuresOf(terms.data);
      const before = row === undefined ? undefined : former.get(row);
      if (row !== undefined) former.set(row, { _id: row, number, figures });
      return {
        _id: bulletinId(draft, issuedAt),
        ...series,
        number,
        serial,
        ...(serial > 1 && { previousNumber: formatNumber({ ...series, serial: serial - 1 }) }),
        sourceId,
        inboxSequence: next(inbox),
        issuedAt,
        legalBasis: kind.legalBasis,
        dataClass: kind.dataClass,
        ...terms,
        ...(before !== undefined && { former: compareFigures(before, figures) }),
        ...(recalls !== undefined && { recalls }),
        ...(corrects !== undefined && { corrects }),
      };
    });
    const issued = await Promise.all(numbered.map((bulletin) => this.#sign(bulletin)));
    await this.#formerFigures.replace(
      [...new Set(rows)].flatMap((row) => former.get(row) ?? []),
      session,
    );
    await this.#formerFigures.forget(
      issued.flatMap(({ recalls }) => recalls ?? []),
      session,
    );
    return issued;
  }

  async #sign(bulletin: SignedPart): Promise<NotificationDocument> {
    const body = findSignedBody(bulletin);
    if (body === undefined) throw new TypeError('A bulletin is signed with its content');
    return {
      ...bulletin,
      hasContent: true,
      signature: await signDetached(signedBytes(body), this.options.keys[0], bulletinSignatureType),
      state: 'OPEN',
      escalations: [],
      history: [{ at: bulletin.issuedAt, what: 'ISSUED', by: 'hub' }],
    };
  }
}

function counterOf({ kind, from, to, year }: NumberSeries): string {
  return `${seriesPrefix}${kind}:${from}:${to}:${String(year)}`;
}

function inboxCounterOf(to: CallerName): string {
  return `inbox:${to}`;
}
