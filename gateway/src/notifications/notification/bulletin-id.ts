import { createHash } from 'node:crypto';
import { newRecordId } from '@hub/subgraph';
import type { NotificationDraft } from './draft.js';
import { draftKey } from './draft.js';

/**
 * The id of a bulletin, in the form of a record id. What is told of an event or of an occurrence has the same id whenever it
 * is issued: a hub that was restored from a backup issues it again, and receivers know that they have it.
 */
export function bulletinId({ kind, to, sourceId, sourceAt }: NotificationDraft, issuedAt: Date): string {
  if (sourceAt === undefined) return newRecordId(issuedAt);
  const bytes = createHash('sha256')
    .update(draftKey({ kind: kind.code, to, sourceId }))
    .digest()
    .subarray(0, 16);
  bytes.writeUIntBE(Math.max(0, sourceAt.getTime()), 0, 6);
  // Version 8 (RFC 9562 §5.8): time first, as in version 7, then what we choose
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
