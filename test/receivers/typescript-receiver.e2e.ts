import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFreePorts } from '../durability/free-ports.fixture.js';
import { eventually } from '../stories/eventually.fixture.js';
import type { ChildReceiver } from './child-receiver.fixture.js';
import { startChildReceiver } from './child-receiver.fixture.js';

const subscribe = `mutation ($input: CreateSubscriptionInput!) {
  createSubscription(input: $input) { subscription { id } secret }
}`;
const resolve = 'mutation ($input: ResolvePersonsInput!) { resolvePersons(input: $input) { results { personId } } }';
const hire = 'mutation ($input: ReportEmploymentStartInput!) { reportEmploymentStart(input: $input) { id } }';

describe('The receiver of the documentation', () => {
  let hub: HubOnTrial;
  let receiver: ChildReceiver;
  let url = '';
  let secret = '';

  beforeAll(async () => {
    hub = await startHub();
    const port = await findFreePorts(1);
    url = `http://127.0.0.1:${String(port)}/`;
    const police = hub.asOfficer('police', { purpose: 'OWN_RECORDS' });
    const input = { idempotencyKey: 'subscription-1', kinds: ['N-05'], delivery: 'WEBHOOK', url };
    const { data } = await police.query(subscribe, { input });
    secret = (data?.['createSubscription'] as { readonly secret: string }).secret;
    receiver = await startChildReceiver(secret, port);
  });
  afterAll(async () => {
    await receiver.stop();
    await hub.stop();
  });

  const send = async (body: string, headers: Readonly<Record<string, string>>): Promise<number> =>
    (await fetch(url, { method: 'POST', body, headers })).status;
  const signed = (id: string, body: string, at = new Date()): Readonly<Record<string, string>> => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  });

  it('has a bulletin, verified, soon after a department recorded the event', async () => {
    const labor = hub.asOfficer('labor', { purpose: 'OWN_RECORDS' });
    const item = { reference: '1', documentType: 'PASSPORT', documentNumber: 'T99000077', name: 'DEMO WELDER' };
    const resolved = await labor.query(resolve, { input: { mint: true, items: [item] } });
    const { results } = resolved.data?.['resolvePersons'] as { readonly results: readonly { personId: string }[] };
    const personId = results[0]?.personId ?? '';
    const startedOn = hub.hub.clock.today();
    const hired = { idempotencyKey: 'hire-1', personId, employerCode: '91990001MA0000066F', startedOn };
    expect((await labor.query(hire, { input: hired })).errors).toBeUndefined();

    const lines = await eventually(
      () => Promise.resolve(receiver.lines()),
      (printed) => printed.length > 0,
    );
    const said = JSON.stringify({ employerCode: '91990001MA0000066F', personId, startedOn });
    const [line = ''] = lines;
    const [number = '', content = ''] = line.split(/ (.*)/s);
    expect(number).toBe(`N-05/labor-police/${startedOn.slice(0, 4)}/000001`);
    expect(sorted(content)).toBe(said);
  });

  it('acts once on what comes twice', async () => {
    const body = JSON.stringify({ id: 'again', subject: 'N-05/x', data: { data: {} } });
    const before = receiver.lines().length;
    expect(await send(body, signed('again', body))).toBe(204);
    expect(await send(body, signed('again', body))).toBe(204);
    const lines = await eventually(
      () => Promise.resolve(receiver.lines()),
      (printed) => printed.length > before,
    );
    expect(lines.slice(before)).toEqual(['N-05/x {}']);
  });

  it.each([
    ['another body than was signed', 'forged', () => signed('1', 'genuine')],
    ['no signature', 'forged', () => ({})],
    ['a signature that is ten minutes old', 'old', () => signed('1', 'old', new Date(Date.now() - 600_000))],
    ['a signature with another secret', 'x', () => ({ ...signed('1', 'x'), 'webhook-signature': foreign('1', 'x') })],
  ])('refuses %s', async (_what, body, headers) => {
    const before = receiver.lines();
    expect(await send(body, headers())).toBe(401);
    expect(receiver.lines()).toEqual(before);
  });
});

function foreign(id: string, body: string): string {
  return new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw').sign(id, new Date(), body);
}

function sorted(json: string): string {
  const content = JSON.parse(json) as Readonly<Record<string, unknown>>;
  return JSON.stringify(Object.fromEntries(Object.entries(content).sort(([a], [b]) => (a < b ? -1 : 1))));
}
