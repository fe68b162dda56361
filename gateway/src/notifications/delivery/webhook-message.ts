import type { NotificationDocument } from '../notification/notification.repository.js';
import { findSignedBody } from '../notification/signed-body.js';

export const cloudEventType = 'application/cloudevents+json; charset=utf-8';

/** Thin by rule: ids, codes, dates. What is larger than this is a mistake of ours, and no receiver is troubled with it. */
export const largestBodyBytes = 20 * 1_024;

/**
 * The body that is sent: a CloudEvents 1.0 event in structured JSON around the signed bulletin. Made of what is settled when
 * a bulletin is issued, in one order, so that every attempt sends the same bytes.
 *
 * @param source URI of the hub's notifications
 * @returns undefined when the bulletin's content has been removed
 */
export function createWebhookBody(notification: NotificationDocument, source: string): Buffer | undefined {
  const data = findSignedBody(notification);
  if (data === undefined) return undefined;
  const event = {
    specversion: '1.0',
    id: notification._id,
    source,
    type: `hub.notification.${notification.kind}`,
    subject: notification.number,
    time: notification.issuedAt.toISOString(),
    datacontenttype: 'application/json',
    data,
    signature: notification.signature,
  };
  return Buffer.from(JSON.stringify(event), 'utf8');
}
