import { randomInt, randomUUID } from 'node:crypto';
import { systemClock } from '@hub/domain';
import type { HubAnswer } from '@hub/server';
import { HubClient } from '@hub/server';
import { readKeySet } from '../verify/key-set.js';
import { bulletinIn, mustBe, pageIn } from './bulletins.js';
import type { Receiver } from './receiver.js';
import { receiverPath, startReceiver } from './receiver.js';
import type { DemoPerson, Learned, ReadClient, StagedStory, Step } from './story.js';
import { getPerson, isWorking, learnPersons } from './story.js';

const police = { client: 'police-system', purpose: 'OWN_RECORDS' } as const;
const labor = { client: 'labor-system', purpose: 'OWN_RECORDS' } as const;
const withinSeconds = 20;

/** 在业未登记通报 N-05: Decree 663 art. 7; who works here and is not registered is told to police, and the answer comes back. */
export const workerHired: StagedStory = {
  title: 'A worker is hired (及时通报)',
  setting:
    'A shipyard reports a new worker to labor. Police has no registration of the person, so the hub tells police at once.',
  open: async ({ people, readClient }) => {
    const inboxEnd = await readToTheEnd(readClient);
    const receiver = await startReceiver();
    return { steps: listSteps(people, receiver, inboxEnd), close: () => receiver.stop() };
  },
};

function listSteps(people: readonly DemoPerson[], receiver: Receiver, inboxEnd: string | null): readonly Step[] {
  const colleague = getPerson(people, 'somebody at work', isWorking);
  const employerCode = colleague.truth.labor.employments.find(({ endedOn }) => endedOn === null)?.employerCode ?? '';
  const passport = `T99${String(randomInt(1_000_000)).padStart(6, '0')}`;
  return [
    {
      ...police,
      says: 'Police has bulletins of this kind sent to its own system.',
      query: `mutation ($input: CreateSubscriptionInput!) {
  createSubscription(input: $input) { subscription { id state kinds delivery url } secret }
}`,
      variables: { input: { idempotencyKey: randomUUID(), kinds: ['N-05'], delivery: 'WEBHOOK', url: receiver.url } },
      check: ({ data }) => (isMissing(data?.['createSubscription']) ? 'no subscription was made' : undefined),
      learn: ({ data }) => {
        const made = data?.['createSubscription'] as { secret: string; subscription: { id: string } };
        receiver.trust(made.secret);
        return { subscription: made.subscription.id };
      },
      means: 'The secret is told this once. The receiver runs in this process and verifies each bulletin with it.',
    },
    {
      client: 'education-system',
      purpose: 'OWN_RECORDS',
      says: 'Education would like to know of such workers, too.',
      query: `mutation ($input: CreateSubscriptionInput!) { createSubscription(input: $input) { subscription { id } } }`,
      variables: { input: { idempotencyKey: randomUUID(), kinds: ['N-05'], delivery: 'INBOX' } },
      check: mustRefuseKinds,
      means: 'Refused: the catalogue says who is told what, and this bulletin is for police.',
    },
    {
      ...labor,
      says: 'Labor asks for an id of the new worker, of whom nobody has heard.',
      query: `mutation ($input: ResolvePersonsInput!) {
  resolvePersons(input: $input) { results { reference outcome personId } }
}`,
      variables: {
        input: {
          mint: true,
          items: [{ reference: 'worker', documentType: 'PASSPORT', documentNumber: passport, name: 'DEMO WELDER' }],
        },
      },
      check: (answer) => (learnPersons(answer)['worker'] === undefined ? 'no id was given' : undefined),
      learn: learnPersons,
      means: 'An id that tells nothing about the person.',
    },
    {
      ...labor,
      says: 'Labor records the employment.',
      query: `mutation ($input: ReportEmploymentStartInput!) {
  reportEmploymentStart(input: $input) { id startedOn }
}`,
      variables: {
        input: {
          idempotencyKey: randomUUID(),
          personId: '$worker',
          employerCode,
          startedOn: systemClock.today(),
          occupation: '电焊工',
        },
      },
      check: ({ data }) => (isMissing(data?.['reportEmploymentStart']) ? 'it was not recorded' : undefined),
      means: 'Record and event are committed together. The hub asks police whether the person is registered: no.',
    },
    {
      ...police,
      says: 'Police looks into its inbox, from where it last stopped reading.',
      query: `query ($after: String) {
  inbox(first: 20, after: $after) {
    items { id number kind title from issuedAt data state acknowledgementDue feedbackDue } pageInfo { endCursor hasNextPage }
  }
}`,
      variables: { after: inboxEnd },
      withinSeconds,
      check: (answer, learned) =>
        findBulletin(answer, learned) === undefined ? 'the bulletin is not there' : undefined,
      learn: (answer, learned) => ({ bulletin: findBulletin(answer, learned)?.id ?? '' }),
      means:
        'N-05, numbered without gaps: ids, a code and a date, no name. Acknowledge in a working day, answer in five.',
    },
    {
      says: 'The same bulletin at the receiver of police.',
      happens: async (learned) => showReceipt(receiver, learned),
      means:
        'The receiver knows from the HMAC that the hub sent it, and anybody later from the Ed25519 signature that the hub issued it.',
    },
    {
      ...police,
      says: 'An officer acknowledges it.',
      query: `mutation ($input: AcknowledgeNotificationInput!) {
  acknowledgeNotification(input: $input) { number state acknowledgedAt feedbackDue }
}`,
      variables: { input: { id: '$bulletin' } },
      check: mustBe('ACKNOWLEDGED', 'acknowledgeNotification'),
      means:
        'Had nobody done so in time, the liaison, the township centre and the leading group would be told in turn.',
    },
    {
      ...police,
      says: 'The officer visits the shipyard, registers the worker, and answers.',
      query: `mutation ($input: GiveFeedbackInput!) {
  giveFeedback(input: $input) { number state feedback { outcome note at } }
}`,
      variables: { input: { id: '$bulletin', outcome: 'DONE', note: '已上门办理居住登记' } },
      check: mustBe('CLOSED', 'giveFeedback'),
      means: 'Closed. Had police recorded the registration in the graph, that event would have closed it by itself.',
    },
    {
      ...labor,
      says: 'Labor sees what became of what it sent.',
      query: `{ sentNotifications(first: 1, kind: "N-05") {
    items { id number to state acknowledgedAt feedback { outcome note at } history { at what by }
      deliveries { attempt outcome responseCode } }
} }`,
      check: (answer, learned) => {
        const [newest] = pageIn(answer, 'sentNotifications').items;
        if (newest === undefined || newest.id !== learned.get('bulletin'))
          return 'the newest of its kind should be this one';
        return newest.state === 'CLOSED' ? undefined : `it should be CLOSED and is ${newest.state}`;
      },
      means: 'Every step stands in the history, with who took it and when.',
    },
    {
      client: 'hub-admin',
      purpose: 'OWN_RECORDS',
      says: 'The administrator of the hub looks at it, too.',
      query: `query ($id: ID!) { notification(id: $id) { number from to state data signature } }`,
      variables: { id: '$bulletin' },
      check: (answer) => {
        const seen = bulletinIn(answer);
        if (seen?.state !== 'CLOSED') return 'the state should be seen';
        return seen.data === null ? undefined : 'the content should not be seen';
      },
      means: 'States, never contents.',
    },
    {
      ...police,
      says: 'The demo is over, so police ends its subscription.',
      query: `mutation ($input: DeleteSubscriptionInput!) { deleteSubscription(input: $input) { subscription { id state } } }`,
      variables: { input: { id: '$subscription' } },
      check: ({ data }) => (isMissing(data?.['deleteSubscription']) ? 'it was not deleted' : undefined),
      means: 'The inbox goes on; nothing is lost without a webhook.',
    },
  ];
}

function findBulletin(answer: HubAnswer, learned: Learned) {
  return pageIn(answer).items.find(({ kind, data }) => kind === 'N-05' && data?.['personId'] === learned.get('worker'));
}

function isMissing(value: unknown): boolean {
  return value === undefined || value === null;
}

function mustRefuseKinds({ errors = [] }: HubAnswer): string | undefined {
  const field = errors[0]?.extensions['field'];
  return typeof field === 'string' && field.startsWith('input.kinds') ? undefined : 'input.kinds should be refused';
}

async function showReceipt(receiver: Receiver, learned: Learned): Promise<string> {
  const { verifyBulletin } = await import('@hub/gateway');
  const { headers, event, subject } = await receiver.waitFor(learned.get('bulletin') ?? '', withinSeconds);
  const { kid } = verifyBulletin(event, await readKeySet(undefined));
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [
    `POST ${receiverPath}`,
    ...lines,
    '',
    `✓ ${subject}: signature of the webhook verified by the library standardwebhooks`,
    `✓ signature of the bulletin verified with key ${kid} of /.well-known/jwks.json`,
  ].join('\n');
}

/** Where the inbox of police ends now; and what an interrupted demo left there is taken away. */
async function readToTheEnd(readClient: ReadClient): Promise<string | null> {
  const client = new HubClient(await readClient('police-system'));
  const asked = { purpose: 'OWN_RECORDS', officer: 'demo-officer' } as const;
  const { data } = await client.ask('{ subscriptions { id url } }', {}, asked);
  const standing = (data?.['subscriptions'] ?? []) as readonly { readonly id: string; readonly url: string | null }[];
  for (const { id, url } of standing) {
    if (url?.endsWith(receiverPath) !== true) continue;
    const mutation = 'mutation ($id: ID!) { deleteSubscription(input: { id: $id }) { subscription { id } } }';
    await client.ask(mutation, { id }, asked);
  }
  const query =
    'query ($after: String) { inbox(first: 100, after: $after) { items { id } pageInfo { endCursor hasNextPage } } }';
  for (let after: string | null = null; ;) {
    const { pageInfo } = pageIn(await client.ask(query, { after }, asked));
    after = pageInfo.endCursor ?? after;
    if (!pageInfo.hasNextPage) return after;
  }
}
