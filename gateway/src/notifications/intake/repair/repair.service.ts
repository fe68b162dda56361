import type { Clock } from '@hub/domain';
import { badInput, HubError } from '@hub/domain';
import type { Store } from '@hub/store';
import type { IntakeRepairs, RereadResult } from '../../../hub/services.js';
import type { PageArguments } from '../../../hub/page/page.input.js';
import type { Page } from '../../../hub/page/page.js';
import { parsePage, toPage } from '../../../hub/page/page.js';
import { DepartmentFailure } from '../../../federation/department-unavailable.js';
import { findKind } from '../../kinds/catalogue.js';
import type { LateReading } from '../feed-puller.js';
import type { QuarantinedEventDocument } from '../quarantined-event.repository.js';
import { QuarantinedEventRepository } from '../quarantined-event.repository.js';
import type { RuleTaskDocument } from '../rule-task.repository.js';
import { RuleTaskRepository } from '../rule-task.repository.js';
import type { RetryRulesInput, UndecidedRulesArguments } from './repair.input.js';

export interface RepairServiceOptions {
  readonly store: Store;
  readonly trueClock: Pick<Clock, 'now'>;
  /** Reads an event again that could not be read. */
  readonly readAgain: (row: QuarantinedEventDocument) => Promise<LateReading>;
}

/** `<event id>_<kind>_<receiver>`. */
const ruleId = /^[A-Za-z0-9_-]{1,200}$/;
/** `<department>:<feed id>:<position>`. */
const eventPlace = /^[a-z-]{1,40}:[\w-]{1,64}:\d{1,16}$/;
const mostRules = 500;
const mostEvents = 100;

/** What an operator sees of, and does about, what could not be decided or read. */
export class RepairService implements IntakeRepairs {
  readonly #tasks: RuleTaskRepository;
  readonly #events: QuarantinedEventRepository;

  constructor(private readonly options: RepairServiceOptions) {
    this.#tasks = new RuleTaskRepository(options.store);
    this.#events = new QuarantinedEventRepository(options.store);
  }

  async listUndecided({ state, ...page }: UndecidedRulesArguments): Promise<Page<RuleTaskDocument>> {
    const request = parsePage(page, ruleId);
    const filter = state === undefined || state === null ? {} : { state };
    const { first, after } = request;
    const found = await this.#tasks.collection
      .find({ ...filter, ...(after !== undefined && { _id: { $gt: after } }) }, { sort: { _id: 1 }, limit: first + 1 })
      .toArray();
    const count = (): Promise<number> => this.#tasks.collection.countDocuments(filter);
    return toPage(found, request, { placeOf: ({ _id }) => _id, count });
  }

  async retryRules({ ids = [], kind }: RetryRulesInput): Promise<number> {
    if (ids.length > 0 === (kind !== undefined)) {
      throw badInput('input.ids', 'Give input.ids or input.kind, one of them', 'IDS_OR_KIND');
    }
    refuseMany(ids, mostRules);
    if (kind !== undefined && findKind(kind) === undefined) {
      throw badInput('input.kind', 'input.kind is a code of the catalogue, such as N-05', 'UNKNOWN_KIND');
    }
    const known = ids.filter((id) => ruleId.test(id));
    return this.#tasks.redrive(kind === undefined ? { ids: known } : { kind }, this.options.trueClock.now());
  }

  async listUnread(page: PageArguments): Promise<Page<QuarantinedEventDocument>> {
    const request = parsePage(page, eventPlace);
    const { first, after } = request;
    const filter = after === undefined ? {} : { _id: { $gt: after } };
    const found = await this.#events.collection.find(filter, { sort: { _id: 1 }, limit: first + 1 }).toArray();
    const count = (): Promise<number> => this.#events.collection.countDocuments({});
    return toPage(found, request, { placeOf: ({ _id }) => _id, count });
  }

  async rereadEvents(ids: readonly string[]): Promise<RereadResult> {
    if (ids.length === 0) throw badInput('input.ids', 'Give input.ids: which events', 'REQUIRED');
    refuseMany(ids, mostEvents);
    const known = ids.filter((id) => eventPlace.test(id));
    const rows = await this.#events.collection.find({ _id: { $in: known } }).toArray();
    if (rows.length < new Set(ids).size) {
      const message = 'Some of input.ids are no unread events; list those there are with unreadEvents';
      throw new HubError('NOT_FOUND', message, { field: 'input.ids' });
    }
    const result = { read: 0, unreadable: 0, gone: 0 };
    // One after the other, in the order of each feed; as texts, its tenth place would stand before its ninth
    rows.sort((a, b) => a.position - b.position);
    for (const row of rows) result[await this.#readAgain(row)] += 1;
    return result;
  }

  async #readAgain(row: QuarantinedEventDocument): Promise<LateReading> {
    try {
      return await this.options.readAgain(row);
    } catch (cause) {
      if (!(cause instanceof DepartmentFailure)) throw cause;
      const { department } = row;
      throw new HubError('DEPARTMENT_UNAVAILABLE', `The feed of ${department} cannot be read now; try again later`, {
        department,
        cause,
      });
    }
  }
}

function refuseMany({ length }: readonly string[], most: number): void {
  if (length > most) throw badInput('input.ids', `Give up to ${String(most)} of input.ids at once`, 'TOO_MANY');
}
