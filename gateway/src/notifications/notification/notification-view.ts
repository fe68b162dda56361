import type { CallerName } from '@hub/domain';
import type { NotificationKind } from '../kind/define-kind.js';
import { canonicalJson } from './canonical-json.js';
import type { NotificationDocument } from './notification.repository.js';
import type { NotificationType } from './notification.type.js';
import { findSignedBody } from './signed-body.js';

/** A bulletin as one department sees it: what it says is for who sent and who received it. */
export function toNotification(
  bulletin: NotificationDocument,
  viewer: CallerName,
  kind: NotificationKind | undefined,
): NotificationType {
  const { to, from, state, feedback, history, former } = bulletin;
  const isParty = viewer === to || viewer === from;
  // A bulletin may be recalled because it went to the wrong receiver
  const mayRead = viewer === from || (viewer === to && state !== 'RECALLED');
  const body = mayRead ? findSignedBody(bulletin) : undefined;
  return {
    ...envelopeOf(bulletin),
    title: kind?.title ?? bulletin.kind,
    ...(body !== undefined && { data: body.data, signature: bulletin.signature, signedBody: canonicalJson(body) }),
    ...(mayRead && former !== undefined && { former }),
    ...(feedback !== undefined && { feedback: isParty ? feedback : withoutNote(feedback) }),
    history: isParty ? history : history.map(withoutNote),
  };
}

type Envelope = Omit<
  NotificationType,
  'title' | 'data' | 'former' | 'signature' | 'signedBody' | 'feedback' | 'history'
>;

/** What everybody sees who sees that there is a bulletin. */
function envelopeOf(bulletin: NotificationDocument): Envelope {
  const { previousNumber, acknowledgementDue, acknowledgedAt, feedbackDue, recalls, corrects, replacedBy } = bulletin;
  return {
    id: bulletin._id,
    number: bulletin.number,
    ...(previousNumber !== undefined && { previousNumber }),
    kind: bulletin.kind,
    from: bulletin.from,
    to: bulletin.to,
    issuedAt: bulletin.issuedAt,
    legalBasis: bulletin.legalBasis,
    class: bulletin.dataClass,
    state: bulletin.state,
    ...(acknowledgementDue !== undefined && { acknowledgementDue }),
    ...(acknowledgedAt !== undefined && { acknowledgedAt }),
    ...(feedbackDue !== undefined && { feedbackDue }),
    escalations: bulletin.escalations,
    ...(recalls !== undefined && { recalls }),
    ...(corrects !== undefined && { corrects }),
    ...(replacedBy !== undefined && { replacedBy }),
  };
}

function withoutNote<T extends { readonly note?: string }>(noted: T): T {
  const rest = { ...noted };
  delete (rest as { note?: string }).note;
  return rest;
}
