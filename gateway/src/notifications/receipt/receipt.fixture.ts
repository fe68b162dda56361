import type { Caller, CallerName } from '@hub/domain';
import { createLogger } from '@hub/server';
import type { CollectionDefinition, Document } from '@hub/store';
import type { ReplyTime } from '../kind/define-kind.js';
import { defaultLadder, defineKind } from '../kind/define-kind.js';
import { findKind } from '../kinds/catalogue.js';
import { escalation } from '../kinds/e-01-escalation.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { IssuerTrial } from '../notification/issuer.fixture.js';
import { startIssuerTrial, trialKind } from '../notification/issuer.fixture.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { NotificationRepository } from '../notification/notification.repository.js';
import { EventClosing } from './close-by-event.js';
import { escalationInboxCollection, settleEscalationInboxes } from './escalation-inbox.repository.js';
import { Ladder } from './ladder.js';
import { RecallService } from './recall.service.js';
import { ReceiptService } from './receipt.service.js';

/** To be acknowledged, and nothing more. */
export const trialNotice = defineKind({
  ...trialKind,
  code: 'N-93',
  content: { personId: 'personId' },
  closedBy: { event: 'police.residence.registered', match: ['personId'] },
  acknowledgementDue: { workingDays: 3 },
  ladder: defaultLadder,
});
const toRead = { ...trialNotice, code: 'N-94' };
delete (toRead as { feedbackDue?: ReplyTime }).feedbackDue;
export const trialReadOnly = defineKind(toRead);

const kinds = [trialKind, trialNotice, trialReadOnly, escalation];
export const findTrialKind = (code: string) => kinds.find((kind) => kind.code === code) ?? findKind(code);

export function officerOf(department: CallerName): Caller {
  return { client: `${department}-system`, department, purpose: 'OWN_RECORDS', officer: 'officer-7' };
}

export interface ReceiptTrial extends IssuerTrial {
  readonly receipts: ReceiptService;
  readonly recalls: RecallService;
  readonly closing: EventClosing;
  /** One more process that takes steps of the ladder. */
  createLadder(): Ladder;
  /** A bulletin from labor to police, about a village. */
  tell(sourceId?: string, dues?: Pick<NotificationDraft, 'feedbackDue'>): Promise<NotificationDocument>;
  read(id: string): Promise<NotificationDocument>;
  inboxOf(department: CallerName): Promise<readonly NotificationDocument[]>;
}

const noOthers: readonly CollectionDefinition<Document>[] = [];

export interface ReceiptTrialOptions {
  readonly inboxes?: boolean;
  readonly collections?: readonly CollectionDefinition<Document>[];
  /** From how many documents on the store refuses to read a whole collection. */
  readonly largeCollection?: number;
}

/** Everything about receipts on a real store. It is Friday, 2026-11-20, ten in the morning. */
export async function startReceiptTrial({
  inboxes = true,
  collections = noOthers,
  ...large
}: ReceiptTrialOptions = {}): Promise<ReceiptTrial> {
  const trial = await startIssuerTrial([escalationInboxCollection, ...collections], large);
  const { store, clock, trueClock, issuer } = trial;
  if (inboxes) await settleEscalationInboxes(store);
  const notifications = new NotificationRepository(store).collection;
  const logger = createLogger({ name: 'trial', level: 'silent' });
  return Object.assign(trial, {
    receipts: new ReceiptService({ store, clock }),
    recalls: new RecallService({ store, clock, trueClock, issuer, findKind: findTrialKind }),
    closing: new EventClosing({ store, clock, kinds }),
    createLadder: () =>
      new Ladder({
        store,
        clock,
        calendar: () => trial.calendar,
        issuer,
        findKind: findTrialKind,
        escalationKind: escalation,
        logger,
      }),
    async tell(sourceId = 'event-1', dues = {}) {
      const data = { place: '330921200' };
      const [told] = await trial.issue({ kind: trialKind, to: 'police', sourceId, data, ...dues });
      if (told === undefined) throw new Error('It was told before');
      return told;
    },
    async read(id: string) {
      const found = await notifications.findOne({ _id: id });
      if (found === null) throw new Error('There is no such bulletin');
      return found;
    },
    inboxOf: (department: CallerName) =>
      notifications.find({ to: department }, { sort: { inboxSequence: 1 } }).toArray(),
  });
}
