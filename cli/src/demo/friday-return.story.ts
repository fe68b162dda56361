import { randomUUID } from 'node:crypto';
import type { HubAnswer } from '@hub/server';
import { bulletinIn, learnCursor, mustBe, pageIn } from './bulletins.js';
import type { Station, StoryClock } from './friday-hub.js';
import { startFridayHub, storyClock } from './friday-hub.js';
import type { Happening, Question, StagedStory, Step } from './story.js';

const community = { client: 'community-system', purpose: 'OWN_RECORDS' } as const;
const admin = { client: 'hub-admin', purpose: 'OWN_RECORDS' } as const;
const withinSeconds = 20;
const week = '2026-W48';

const east: Station = { code: 'S330921200201', name: '东村新居民服务管理站', regionCode: '330921200201' };
const west: Station = { code: 'S330921200202', name: '西村新居民服务管理站', regionCode: '330921200202' };

/** 周五信息反馈 N-31: every Friday afternoon each station sends the figures of its week; who is late is asked, level by level. */
export const fridayReturn: StagedStory = {
  title: 'The Friday return (周五信息反馈)',
  setting:
    'A hub of its own, on a clock that the story sets. It is Friday, 2026-11-27, 11:59 in Shanghai; two villages have a station.',
  open: async () => {
    const clock = storyClock('2026-11-27T11:59');
    const hub = await startFridayHub(clock, [east, west]);
    return { steps: listSteps(clock), readClient: (name) => hub.readClientFile(name), close: () => hub.stop() };
  },
};

function listSteps(clock: StoryClock): readonly Step[] {
  return [
    {
      ...admin,
      says: 'What is the hub going to do, and when?',
      query: '{ schedules { code title nextDueAt } }',
      check: mustBeDueAtNoon,
      means: 'weekly-return-open is due at 04:00Z: noon in Shanghai.',
    },
    strike(clock, '2026-11-27T12:00', 'The clock strikes twelve.', 'The return of the week opens.'),
    {
      ...readInbox({
        says: 'Community looks into its inbox.',
        check: (answer) => (listReturns(answer).length === 2 ? undefined : 'both stations should be asked'),
        learn: (answer) => ({ ...learnCursor(answer), east: returnOf(east, answer), west: returnOf(west, answer) }),
        means:
          'One N-31 for each station, due at 10:00Z: six in the evening. It begins with what the system counted; here nothing yet.',
      }),
      variables: {},
    },
    {
      ...submit(east, { arrivals: 12, departures: 3, requests: 0, events: 1 }),
      says: 'The station of the east village sends its figures. Nobody asked for help this week; zero is a figure, too.',
      check: mustSubmit({ late: false }),
      means: 'In time.',
    },
    {
      ...lookAt('east', '{ number state feedback { outcome at } history { at what by } }'),
      ...community,
      says: 'Nobody has to answer the bulletin beside that.',
      check: mustBe('CLOSED'),
      means: 'The return that was sent closed it.',
    },
    strike(
      clock,
      '2026-11-27T18:00',
      'The clock strikes six. The west village has sent nothing.',
      'The return closes.',
    ),
    readInbox({
      says: 'Community looks into its inbox again.',
      check: mustEscalateTo('LIAISON', 'S-07'),
      learn: learnCursor,
      means: 'S-07: one of two sent its figures. E-01: the liaison is told which bulletin is overdue.',
    }),
    strike(clock, '2026-12-01T00:00', 'A working day passes: Monday is over.', 'Saturday and Sunday do not count.'),
    readInbox({
      says: 'The inbox of community, which is the township centre’s, too.',
      check: mustEscalateTo('TOWNSHIP_CENTRE', 'S-08'),
      learn: learnCursor,
      means: 'S-08 lists the station that sent nothing, and E-01 tells the next level.',
    }),
    strike(clock, '2026-12-03T00:00', 'Two more working days pass.', 'The third after the return was due is over.'),
    {
      ...readInbox({
        says: 'The inbox of the leading group’s office, which the administrator of the hub reads here.',
        check: mustEscalateTo('LEADING_GROUP'),
        means: 'It is told which bulletin of whom is overdue since when, and not what the bulletin says.',
      }),
      ...admin,
      variables: {},
    },
    {
      ...lookAt('west', '{ number state data escalations { level receipt at inbox } }'),
      ...admin,
      says: 'The office looks at the bulletin.',
      check: (answer) => {
        const levels = bulletinIn(answer)
          ?.escalations.map(({ level }) => level)
          .join(', ');
        return levels === 'LIAISON, TOWNSHIP_CENTRE, LEADING_GROUP'
          ? undefined
          : `it was escalated to ${String(levels)}`;
      },
      means: 'The whole ladder stands in it.',
    },
    {
      ...submit(west, { arrivals: 4, departures: 9, requests: 2, events: 0 }),
      says: 'The office calls, and the west village sends its figures.',
      check: mustSubmit({ late: true }),
      means: 'Late figures are taken, and marked.',
    },
    {
      ...lookAt('west', '{ number state history { at what by reason } }'),
      ...community,
      says: 'And the bulletin?',
      check: mustBe('CLOSED'),
      means: 'Closed; how long it took stays in its history.',
    },
  ];
}

type Told = Pick<Question, 'says' | 'means' | 'check'> & Partial<Pick<Question, 'learn'>>;

/** The inbox of community, from where it was last read on, until it holds what the story says. */
function readInbox(told: Told): Question {
  return {
    ...community,
    query: `query ($after: String) {
  inbox(first: 20, after: $after) { items { id number kind title issuedAt data feedbackDue state } pageInfo { endCursor hasNextPage } }
}`,
    variables: { after: '$cursor' },
    withinSeconds,
    ...told,
  };
}

function lookAt(name: 'east' | 'west', fields: string): Pick<Question, 'query' | 'variables' | 'withinSeconds'> {
  return {
    query: `query ($id: ID!) { notification(id: $id) ${fields} }`,
    variables: { id: `$${name}` },
    withinSeconds,
  };
}

function submit({ code: stationCode }: Station, figures: Readonly<Record<string, number>>) {
  return {
    ...community,
    query: `mutation ($input: SubmitWeeklyReturnInput!) {
  submitWeeklyReturn(input: $input) { stationCode week arrivals departures requests events submittedAt late }
}`,
    variables: { input: { idempotencyKey: randomUUID(), stationCode, week, ...figures } },
  };
}

function strike(clock: StoryClock, time: string, says: string, means: string): Happening {
  return {
    says,
    happens: () => {
      clock.set(time);
      return Promise.resolve(`The business clock shows ${time.replace('T', ' ')} (Asia/Shanghai)`);
    },
    means,
  };
}

function listReturns(answer: HubAnswer) {
  return pageIn(answer).items.filter(({ kind }) => kind === 'N-31');
}

function returnOf({ code }: Station, answer: HubAnswer): string {
  return listReturns(answer).find(({ data }) => data?.['stationCode'] === code)?.id ?? '';
}

/** Checks that a level of the ladder was told, and whatever else the inbox must hold by then. */
function mustEscalateTo(level: string, ...alsoKinds: readonly string[]) {
  return (answer: HubAnswer): string | undefined => {
    const { items } = pageIn(answer);
    const missing = alsoKinds.filter((code) => !items.some(({ kind }) => kind === code));
    if (missing.length > 0) return `${missing.join(', ')} should be there`;
    const isTold = items.some(({ kind, data }) => kind === 'E-01' && data?.['level'] === level);
    return isTold ? undefined : `${level} should be told`;
  };
}

function mustSubmit({ late }: { readonly late: boolean }) {
  return ({ data, errors = [] }: HubAnswer): string | undefined => {
    const sent = data?.['submitWeeklyReturn'] as { readonly late: boolean } | null | undefined;
    if (sent === undefined || sent === null) return errors[0]?.message ?? 'the return should be taken';
    return sent.late === late ? undefined : `late should be ${String(late)}`;
  };
}

function mustBeDueAtNoon({ data }: HubAnswer): string | undefined {
  const schedules = (data?.['schedules'] ?? []) as readonly { readonly code: string; readonly nextDueAt: string }[];
  const nextDueAt = schedules.find(({ code }) => code === 'weekly-return-open')?.nextDueAt;
  return nextDueAt === '2026-11-27T04:00:00.000Z' ? undefined : `it is due at ${String(nextDueAt)}`;
}
