import { randomBytes } from 'node:crypto';

/**
 * A new record id: UUIDv7 (RFC 9562 §5.7), so that inserts are nearly sequential in every index.
 * Never used for people, whose ids carry no time and end in a check tag.
 */
export function newRecordId(now: Date): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
