import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import type { CalendarDate, DocumentType } from '@hub/domain';

/** What police alone knows of a person in clear, and only between decryption and the answer. */
export interface Identity {
  readonly documentType: DocumentType;
  readonly documentNumber: string;
  readonly name: string;
  readonly phone?: string;
  /** From the document; absent where the document does not tell. */
  readonly birthDate?: CalendarDate;
}

/** Keys and cipher of personal identities; nothing else in the hub can match or read a document number. */
export interface IdentitySealer {
  /** Blind index of a document: HMAC-SHA-256 under a key of its own, so that 10^11 numbers cannot be tried from outside. */
  matchKey(document: Pick<Identity, 'documentType' | 'documentNumber'>): string;
  /** AES-256-GCM with a random nonce, bound to the person: a cipher copied to another person does not open. */
  seal(personId: string, identity: Identity): string;
  /** @throws Error when key, person or cipher do not belong together */
  open(personId: string, sealed: string): Identity;
}

const version = 'v1';
const nonceBytes = 12;
const tagBytes = 16;

export function createIdentitySealer(personKey: Uint8Array): IdentitySealer {
  const matchSecret = derive(personKey, 'match');
  const sealSecret = derive(personKey, 'seal');
  return {
    matchKey: ({ documentType, documentNumber }) =>
      createHmac('sha256', matchSecret).update(`${documentType}:${documentNumber}`).digest('base64url'),

    seal: (personId, identity) => {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', sealSecret, nonce).setAAD(associatedData(personId));
      const sealed = Buffer.concat([cipher.update(JSON.stringify(identity), 'utf8'), cipher.final()]);
      return `${version}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
    },

    open: (personId, sealed) => {
      const [stated, content = ''] = sealed.split('.');
      if (stated !== version) throw new Error('The sealed identity has an unknown version');
      const bytes = Buffer.from(content, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', sealSecret, bytes.subarray(0, nonceBytes))
        .setAAD(associatedData(personId))
        .setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
      const opened = Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
      return JSON.parse(opened.toString('utf8')) as Identity;
    },
  };
}

function derive(personKey: Uint8Array, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', personKey, '', `person-identity:${use}:${version}`, 32));
}

function associatedData(personId: string): Buffer {
  return Buffer.from(`persons|identity|${personId}|${version}`);
}
