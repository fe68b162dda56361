import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NotificationDraft } from './draft.js';
import { startIssuerTrial, trialKind } from './issuer.fixture.js';
import { notificationCollection } from './notification.repository.js';

/** Drafts of one transaction, and whether it is undone after them. */
const batches = fc.array(
  fc.record({
    sources: fc.array(fc.tuple(fc.nat({ max: 12 }), fc.constantFrom('police' as const, 'community' as const)), {
      maxLength: 6,
    }),
    isUndone: fc.boolean(),
  }),
  { minLength: 1, maxLength: 8 },
);

class Undone extends Error {}

describe('numbers', () => {
  it('have no gap and nothing is told twice, however many issue at once and whatever is undone', async () => {
    await fc.assert(
      fc.asyncProperty(batches, async (plan) => {
        const trial = await startIssuerTrial();
        try {
          const issueAll = plan.map(({ sources, isUndone }) =>
            trial.store
              .withTransaction(async (session) => {
                const drafts = sources.map(([source, to]): NotificationDraft => {
                  return { kind: trialKind, to, sourceId: `s${String(source)}`, data: { place: '330921200001' } };
                });
                await trial.issuer.issue(session, drafts);
                if (isUndone) throw new Undone();
              })
              .catch((error: unknown) => {
                if (!(error instanceof Undone)) throw error;
              }),
          );
          await Promise.all(issueAll);
          const issued = await trial.store.collection(notificationCollection).find({}).toArray();
          const kept = plan.filter(({ isUndone }) => !isUndone).flatMap(({ sources }) => sources);
          for (const receiver of ['police', 'community']) {
            const told = issued.filter(({ to }) => to === receiver).sort((a, b) => a.serial - b.serial);
            const expected = new Set(kept.filter(([, to]) => to === receiver).map(([source]) => `s${String(source)}`));
            const sequence = Array.from({ length: expected.size }, (_, index) => index + 1);
            expect(told.map(({ serial }) => serial)).toEqual(sequence);
            expect(told.map(({ inboxSequence }) => inboxSequence)).toEqual(sequence);
            expect(new Set(told.map(({ sourceId }) => sourceId))).toEqual(expected);
          }
        } finally {
          await trial.stop();
        }
      }),
      { numRuns: 20 },
    );
  });
});
