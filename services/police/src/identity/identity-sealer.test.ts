import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createIdentitySealer } from './identity-sealer.js';

const identity = {
  documentType: 'CITIZEN_ID',
  documentNumber: '990001199003071012',
  name: '张三',
  birthDate: '1990-03-07',
} as const;

describe('the identity sealer', () => {
  const sealer = createIdentitySealer(randomBytes(32));

  it('opens what it sealed, for the same person', () => {
    expect(sealer.open('p1', sealer.seal('p1', identity))).toEqual(identity);
  });

  it('does not open a cipher that was copied to another person', () => {
    const sealed = sealer.seal('p1', identity);
    expect(() => sealer.open('p2', sealed)).toThrow();
  });

  it('does not open a cipher with a changed byte or another key', () => {
    const sealed = sealer.seal('p1', identity);
    const changed = sealed.slice(0, -3) + (sealed.at(-3) === 'A' ? 'B' : 'A') + sealed.slice(-2);
    expect(() => sealer.open('p1', changed)).toThrow();
    expect(() => createIdentitySealer(randomBytes(32)).open('p1', sealed)).toThrow();
    expect(() => sealer.open('p1', sealed.replace('v1', 'v9'))).toThrow('unknown version');
  });

  it('shows nothing of the person and never the same cipher twice', () => {
    const sealed = sealer.seal('p1', identity);
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('utf8')).not.toContain('1990');
    expect(sealer.seal('p1', identity)).not.toBe(sealed);
  });

  it('matches equal documents, and no others', () => {
    const key = sealer.matchKey(identity);
    expect(sealer.matchKey({ ...identity })).toBe(key);
    expect(sealer.matchKey({ ...identity, documentType: 'PASSPORT' })).not.toBe(key);
    expect(createIdentitySealer(randomBytes(32)).matchKey(identity)).not.toBe(key);
  });
});
