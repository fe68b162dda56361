import type { CallerName } from '@hub/domain';
import type { NotificationKind } from '../kind/define-kind.js';
import { canonicalJson } from './canonical-json.js';
import type { HistoryEntry, NotificationDocument } from './notification.repository.js';
import type { NotificationType } from './notification.type.js';
import { findSignedBody } from './signed-body.js';

/** A bulletin as one department sees it: what it says is for who sent and who received it. */
export function toNotification(
  bulletin: NotificationDocument,
  viewer: CallerName,
  kind: NotificationKind | undefined,
): NotificationType {
  const { _id: id, dataClass, data, former, signature, feedback, history, ...envelope } = bulletin;
  const { to, from, state } = bulletin;
  const isParty = viewer === to || viewer === from;
  // A bulletin may be recalled because it went to the wrong receiver
  const mayRead = viewer === from || (viewer === to && state !== 'RECALLED');
  const body = mayRead ? findSignedBody(bulletin) : undefined;
  return {
    ...envelope,
    id,
    class: dataClass,
    title: kind?.title ?? bulletin.kind,
    ...(body !== undefined && { data: body.data, signature, signedBody: canonicalJson(body) }),
    ...(mayRead && former !== undefined && { former }),
    ...(feedback !== undefined && { feedback: isParty ? feedback : withoutNote(feedback) }),
    history: isParty ? history : history.map((entry): HistoryEntry => withoutNote(entry)),
  };
}

function withoutNote<T extends { readonly note?: string }>({ note: _note, ...rest }: T): Omit<T, 'note'> {
  return rest;
}
