import { createHmac, timingSafeEqual } from 'node:crypto';
import { badInput } from './errors.js';

/** Crockford's base32 in lower case: no i, l, o, u to misread. */
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
const shape = /^p[0-9a-hjkmnp-tv-z]{32}$/;
const randomBytes = 15;
const tagBytes = 5;
const firstPartLength = 25;
const shortestKey = 32;

/** Five bytes are eight characters; both parts of an id are a multiple of that. */
function encode(bytes: Uint8Array): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet.charAt((held >> bits) & 31);
    }
    held &= (1 << bits) - 1;
  }
  return text;
}

function tagOf(firstPart: string, tagKey: Uint8Array): string {
  if (tagKey.length < shortestKey) throw new RangeError('The key of the check tag must have at least 32 bytes');
  return encode(createHmac('sha256', tagKey).update(firstPart, 'ascii').digest().subarray(0, tagBytes));
}

/**
 * A person's hub id: `p`, 24 characters of 120 random bits, 8 of a tag that only holders of the key can make. It says
 * nothing of the person, so that it may stand in keys, paths and logs where no document number may.
 * @param random 15 bytes of a cryptographic source
 * @param tagKey at least 32 bytes, the same in every department
 * @throws RangeError where either has another length
 */
export function createPersonId(random: Uint8Array, tagKey: Uint8Array): string {
  if (random.length !== randomBytes) throw new RangeError('A person id is made of 15 random bytes');
  const firstPart = `p${encode(random)}`;
  return firstPart + tagOf(firstPart, tagKey);
}

/**
 * True where the id was made with this key. Departments need not ask police whether an id exists; a mistyped one passes
 * with a chance of one in 2^40. Compared in constant time.
 */
export function hasValidTag(id: string, tagKey: Uint8Array): boolean {
  if (!shape.test(id)) return false;
  const expected = tagOf(id.slice(0, firstPartLength), tagKey);
  return timingSafeEqual(Buffer.from(expected, 'ascii'), Buffer.from(id.slice(firstPartLength), 'ascii'));
}

/**
 * The id, where its check tag fits.
 * @throws HubError BAD_USER_INPUT, reason `BAD_PERSON_ID`
 */
export function parsePersonId(id: string, tagKey: Uint8Array, field = 'personId'): string {
  if (!hasValidTag(id, tagKey)) {
    throw badInput(
      field,
      `${field} is not an id of this hub; resolve the person again and copy the id whole`,
      'BAD_PERSON_ID',
    );
  }
  return id;
}
