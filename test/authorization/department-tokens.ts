import { createHmac, randomUUID } from 'node:crypto';
import type { Caller, DepartmentName } from '@hub/domain';
import type { DepartmentTokenSigner } from '@hub/server';
import { createDepartmentTokenSigner, deriveDepartmentKey, loadSecret } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';

/** Signs as the gateway would, with the keys that the hub on trial has made. */
export interface GatewaySide {
  readonly keyOf: (department: DepartmentName) => Uint8Array;
  readonly sign: (department: DepartmentName, caller: Caller) => Promise<string>;
  /** The hub's secret itself, from which the keys are derived. */
  readonly secret: Uint8Array;
}

export async function standInForGateway({ environment }: HubOnTrial): Promise<GatewaySide> {
  const secret = await loadSecret(environment.secretFile, { createWhenMissing: false });
  const keyOf = (department: DepartmentName): Uint8Array => deriveDepartmentKey(secret, department);
  const signers = new Map<DepartmentName, DepartmentTokenSigner>();
  const signerOf = (department: DepartmentName): DepartmentTokenSigner => {
    const signer = signers.get(department) ?? createDepartmentTokenSigner(keyOf(department), department);
    signers.set(department, signer);
    return signer;
  };
  return { secret, keyOf, sign: (department, caller) => signerOf(department).sign(caller) };
}

/** What a forger changes of a good token. */
export interface Forgery {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: Uint8Array | 'unsigned';
  readonly hash?: 'sha256' | 'sha512';
}

/** A department token made by hand; without a forgery it is one that the department accepts. */
export function forgeToken(department: DepartmentName, goodKey: Uint8Array, forgery: Forgery = {}): string {
  const { header = {}, claims = {}, key = goodKey, hash = 'sha256' } = forgery;
  const iat = Math.floor(Date.now() / 1000);
  const signed = [
    { alg: 'HS256', typ: 'hub-department+jwt', ...header },
    {
      iss: 'gateway',
      sub: 'police-system',
      aud: `department:${department}`,
      jti: randomUUID(),
      iat,
      exp: iat + 60,
      client: 'police-system',
      dept: 'police',
      purpose: 'OWN_RECORDS',
      officer: 'o',
      ...claims,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${signed}.${key === 'unsigned' ? '' : createHmac(hash, key).update(signed).digest('base64url')}`;
}
