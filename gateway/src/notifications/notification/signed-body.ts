import type { CallerName } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import { canonicalJson } from './canonical-json.js';
import type { FormerFigures, NotificationDocument } from './notification.repository.js';

/** `typ` of a bulletin's signature: no token has it, and no token's `typ` is taken for a bulletin's. */
export const bulletinSignatureType = 'hub-bulletin+jws';

/** What the signature covers, and what is sent: everything about a bulletin that is settled when it is issued. */
export interface SignedBody {
  readonly id: string;
  readonly number: string;
  readonly previousNumber?: string;
  readonly kind: string;
  readonly from: CallerName;
  readonly to: CallerName;
  readonly sourceId: string;
  readonly issuedAt: string;
  readonly legalBasis: string;
  readonly dataClass: string;
  readonly data: Content;
  readonly former?: FormerFigures;
  readonly acknowledgementDue?: string;
  readonly feedbackDue?: string;
  readonly recalls?: string;
  readonly corrects?: string;
}

/** The part of a bulletin that its signature covers. */
export type SignedPart = Omit<NotificationDocument, 'signature' | 'state' | 'history' | 'escalations' | 'hasContent'>;

/**
 * The signed body of a bulletin. After its data have been removed there is none: whoever kept the copy that was received
 * can still verify it.
 */
export function findSignedBody(bulletin: SignedPart): SignedBody | undefined {
  const { data, former, previousNumber, acknowledgementDue, feedbackDue, recalls, corrects } = bulletin;
  if (data === undefined) return undefined;
  return {
    id: bulletin._id,
    number: bulletin.number,
    ...(previousNumber !== undefined && { previousNumber }),
    kind: bulletin.kind,
    from: bulletin.from,
    to: bulletin.to,
    sourceId: bulletin.sourceId,
    issuedAt: bulletin.issuedAt.toISOString(),
    legalBasis: bulletin.legalBasis,
    dataClass: bulletin.dataClass,
    data,
    ...(former !== undefined && { former }),
    ...(acknowledgementDue !== undefined && { acknowledgementDue: acknowledgementDue.toISOString() }),
    ...(feedbackDue !== undefined && { feedbackDue: feedbackDue.toISOString() }),
    ...(recalls !== undefined && { recalls }),
    ...(corrects !== undefined && { corrects }),
  };
}

/** The bytes that are signed: the body's canonical JSON (RFC 8785) in UTF-8. */
export function signedBytes(body: SignedBody): Uint8Array {
  return Buffer.from(canonicalJson(body), 'utf8');
}
