import { verifyDetached } from '@hub/server';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeOldContent } from './content-retention.js';
import type { IssuerTrial } from './issuer.fixture.js';
import { startIssuerTrial, trialFigures, trialKind } from './issuer.fixture.js';
import { notificationCollection } from './notification.repository.js';
import { bulletinSignatureType, findSignedBody, signedBytes } from './signed-body.js';

let trial: IssuerTrial;
beforeEach(async () => {
  trial = await startIssuerTrial();
});
afterEach(() => trial.stop());

it('removes the content 180 days after closure; the receiver’s copy still verifies with the envelope', async () => {
  const place = '330921200001';
  const data = { place, children: 12, places: 9 };
  const issued = [
    ...(await trial.issue({ kind: trialFigures, to: 'education', sourceId: 'before', data })),
    ...(await trial.issue({ kind: trialFigures, to: 'education', sourceId: 'closed', data })),
    ...(await trial.issue({ kind: trialKind, to: 'police', sourceId: 'open', data: { place } })),
  ];
  const received = findSignedBody(issued[1] ?? expect.fail('nothing was issued'));
  const bulletins = trial.store.collection(notificationCollection);
  const closedAt = trial.clock.now();
  await bulletins.updateOne({ sourceId: 'closed' }, { $set: { state: 'CLOSED', closedAt } });

  trial.clock.set('2027-05-19T10:00:00+08:00');
  expect(await removeOldContent(trial.store, trial.clock)).toBe(0);
  trial.clock.set('2027-05-19T10:00:01+08:00');
  expect(await removeOldContent(trial.store, trial.clock)).toBe(1);
  expect(await removeOldContent(trial.store, trial.clock)).toBe(0);

  const envelope = (await bulletins.findOne({ sourceId: 'closed' })) ?? expect.fail('the envelope is gone');
  expect(envelope).toMatchObject({ number: 'N-92/police-education/2026/000002', state: 'CLOSED', closedAt });
  for (const name of ['data', 'former', 'hasContent']) expect(envelope).not.toHaveProperty(name);
  expect(findSignedBody(envelope)).toBeUndefined();
  expect(await bulletins.countDocuments({ 'data.place': place })).toBe(2);
  const jwks = { keys: trial.keys.map(({ publicJwk }) => publicJwk) };
  const bytes = signedBytes(received ?? expect.fail('nothing was received'));
  expect(verifyDetached(envelope.signature, bytes, jwks, bulletinSignatureType).kid).toBe(trial.keys[0].kid);
});
