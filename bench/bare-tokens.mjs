// The departments answer the gateway's one-minute token only. Bare contenders get ready-made ones of the caller that the
// hub would name; making and renewing them costs the contenders nothing.
import { clearInterval, setInterval } from 'node:timers';
import { departmentNames } from '@hub/domain';
import { createDepartmentTokenSigner, deriveDepartmentKey } from '@hub/server';
import { caller } from './questions.mjs';

const renewalMs = 20_000;

/** @returns a function that makes one token a department */
export function createTokenMint(secret) {
  const signers = departmentNames.map((name) => [
    name,
    createDepartmentTokenSigner(deriveDepartmentKey(secret, name), name),
  ]);
  return async () =>
    Object.fromEntries(await Promise.all(signers.map(async ([name, signer]) => [name, await signer.sign(caller)])));
}

/** Sends fresh tokens to processes for as long as they run. */
export function renewTokens(mint, children) {
  const renew = async () => {
    const tokens = await mint();
    await Promise.all(children.map(({ ask }) => ask('tokens', tokens)));
  };
  // A process that is gone is noticed by whoever measures it
  const timer = setInterval(() => void renew().catch(() => undefined), renewalMs);
  return () => clearInterval(timer);
}
