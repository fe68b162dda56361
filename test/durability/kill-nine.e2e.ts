import { randomInt } from 'node:crypto';
import type { HubClient } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countRecords, listRecords } from '../stories/records.fixture.js';
import { findFreePorts } from './free-ports.fixture.js';
import { Premises } from './hub-process.fixture.js';
import type { Filing } from './residence-stream.fixture.js';
import { pour, prepareFilings } from './residence-stream.fixture.js';

const people = 200;

/** Invariant I4: a success that was answered is still there; what was not answered may be sent again with the same key. */
describe('A hub that is killed in the middle of a stream of registrations', () => {
  let premises: Premises;
  /** One client with one token all along: what the gateway signed before it was killed is as good afterwards. */
  let client: HubClient;
  let filings: readonly Filing[] = [];

  beforeAll(async () => {
    premises = await Premises.open(await findFreePorts());
  });
  afterAll(() => premises.close());

  /** Pours until the hub has acknowledged so many more, and kills it while others are under way. */
  async function pourUntilKilled(kill: () => Promise<unknown>, more: number): Promise<number> {
    if (filings.length === 0) {
      client = await premises.client('police');
      filings = await prepareFilings(client, people);
    }
    let left = more;
    let killed: Promise<unknown> | undefined;
    const open = await pour(client, filings, {
      onAcknowledged: () => {
        left -= 1;
        if (left <= 0) killed ??= kill();
      },
    });
    await killed;
    return open;
  }

  it('comes back twice with all that it had acknowledged, and no more', async () => {
    const moments = [randomInt(1, 60), randomInt(1, 60)] as const;
    for (const moment of moments) {
      const hub = await premises.start();
      const open = await pourUntilKilled(() => hub.kill(), moment);
      expect(open, `killed after ${moments.join(' and ')} answers`).toBeGreaterThan(0);
    }
    const acknowledged = filings.filter((filing) => filing.acknowledged !== undefined);
    expect(acknowledged.length).toBeGreaterThanOrEqual(moments[0] + moments[1]);

    await premises.start();
    const again = acknowledged.map(({ input }): Filing => ({ input }));
    expect(await pour(client, again)).toBe(0);
    expect(again).toEqual(acknowledged);
  });

  it('answers cleanly to what it had not acknowledged, sent again under the same keys', async () => {
    expect(await pour(client, filings)).toBe(0);
    const receipts = filings.map(({ acknowledged }) => JSON.stringify(acknowledged?.['registerResidence']));
    expect(new Set(receipts).size).toBe(people);
  });

  describe('and is looked at inside', () => {
    let hub: HubOnTrial;
    beforeAll(async () => {
      await premises.stopAll();
      hub = await startHub({ dataDir: premises.dataDir });
    });
    afterAll(() => hub.stop({ keepData: true }));

    it('holds one person and one registration for each, and nothing half-written', async () => {
      expect(await countRecords(hub, 'police')).toMatchObject({
        persons: people,
        residence_registrations: people,
        dwellings: 1,
      });
      const held = await listRecords(hub, 'police', 'residence_registrations');
      expect(new Set(held.map(({ personId }) => personId)).size).toBe(people);
      expect(held).toEqual(held.map(() => expect.objectContaining({ status: 'ACTIVE' }) as unknown));
    });
  });
});
