import type { HubAnswer, HubClient } from '@hub/server';
import { inventCitizen } from '../stories/cast.fixture.js';
import type { Input } from '../stories/office.fixture.js';
import { mutationText, UnexpectedAnswer } from '../stories/office.fixture.js';
import { residenceInput, village } from '../stories/town.fixture.js';

const own = { purpose: 'OWN_RECORDS', officer: 'counter-1' } as const;
const text = mutationText('registerResidence', '{ id status receiptNumber registeredOn person { id } }');

/** One registration that a counter wants to make, whatever happens to the hub meanwhile. */
export interface Filing {
  readonly input: Input & { readonly idempotencyKey: string };
  /** What the hub answered; absent until it did. Nothing else may ever be answered to this key. */
  acknowledged?: NonNullable<HubAnswer['data']>;
}

/** So many people who want to be registered at a dwelling, each once. */
export async function prepareFilings(client: HubClient, count: number): Promise<readonly Filing[]> {
  const dwelling = { idempotencyKey: 'dwelling', regionCode: village, address: '渔港路 1 号', kind: 'DORM' };
  const made = await client.ask(mutationText('registerDwelling', '{ id }'), { input: dwelling }, own);
  const { registerDwelling } = (made.data ?? {}) as { readonly registerDwelling?: { readonly id: string } };
  if (registerDwelling === undefined) throw new UnexpectedAnswer(made);
  return Array.from({ length: count }, (_, index) => ({
    input: {
      ...residenceInput(inventCitizen(`居民${String(index)}`, '1990-01-01'), registerDwelling.id),
      idempotencyKey: `residence-${String(index)}`,
    },
  }));
}

/**
 * Files what is not acknowledged yet, several at a time. An acknowledgement is noted; whatever else comes, a connection that
 * breaks or a department that is not there, leaves it open whether the registration was made.
 *
 * @returns how many of the answers did not come or were errors
 */
export async function pour(
  client: HubClient,
  filings: readonly Filing[],
  { concurrency = 8, onAcknowledged = (): void => undefined } = {},
): Promise<number> {
  const waiting = filings.filter(({ acknowledged }) => acknowledged === undefined).reverse();
  let open = 0;
  const worker = async (): Promise<void> => {
    for (let filing = waiting.pop(); filing !== undefined; filing = waiting.pop()) {
      const answer = await client.ask(text, { input: filing.input }, own).catch(() => undefined);
      if (answer?.data && answer.errors === undefined) {
        filing.acknowledged = answer.data;
        onAcknowledged();
      } else {
        open += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return open;
}
