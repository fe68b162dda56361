import { readdirSync, readFileSync } from 'node:fs';
import { departmentNames, isDepartmentName } from '@hub/domain';
import type { Content } from '@hub/subgraph';
import { checkContent, parseEventsDocument } from '@hub/subgraph';
import { describe, expect, it } from 'vitest';
import { crontab } from '../../schedules/crontab.js';
import type { NotificationKind } from '../kind/define-kind.js';
import { catalogue, findKind, getKind, kindsFor } from './catalogue.js';
import { eagerQuestions, sampleEvent } from './sample-event.fixture.js';
import { isAllowed, told } from './sharing.fixture.js';

const root = new URL('../../../../', import.meta.url);
const { events, reports } = parseEventsDocument(readFileSync(new URL('schemas/events.json', root), 'utf8'));

/** What follows from an event for a receiver, as the engine takes it. */
async function dataOf(kind: NotificationKind, type: string, to: NotificationKind['to'][number]): Promise<Content> {
  const event = sampleEvent(events.find((each) => each.type === type) ?? expect.fail(`nobody tells ${type}`));
  const data =
    kind.rule === undefined
      ? Object.fromEntries(Object.entries(event.data).filter(([name]) => name in kind.content))
      : await kind.rule(event, to, eagerQuestions);
  return checkContent(kind.content, data ?? expect.fail(`${kind.code} tells ${to} nothing`), kind.code);
}

const ofEvents = catalogue.flatMap((kind) =>
  kind.trigger.on === 'event' ? [{ code: kind.code, kind, types: kind.trigger.types }] : [],
);

describe('the catalogue', () => {
  it('has one file for each bulletin, named by its code, and each code once', () => {
    const files = readdirSync(new URL('.', import.meta.url)).flatMap((file) => /^[nse]-\d\d/.exec(file)?.[0] ?? []);
    expect(catalogue.map(({ code }) => code.toLowerCase()).sort()).toEqual(files.sort());
    expect(new Set(files).size).toBe(files.length);
  });

  it('is found by code and by receiver', () => {
    expect(findKind('N-05')).toBe(getKind('N-05'));
    expect(findKind('N-99')).toBeUndefined();
    expect(() => getKind('constructor')).toThrow('The catalogue has no bulletin constructor');
    expect(kindsFor('education').map(({ code }) => code)).toEqual(
      expect.arrayContaining(['N-12', 'N-22', 'N-42', 'S-01', 'E-01']),
    );
    expect(kindsFor('commerce').every(({ from }) => from === 'hub')).toBe(true);
  });

  it.each(catalogue.map((kind) => [kind.code, kind] as const))('%s is stated for whoever reads it', (_code, kind) => {
    expect(kind.title).toMatch(/^[\p{Script=Han}、]+$/u);
    expect(kind.description).toMatch(/^[A-Z].*[^.]$/);
    expect(kind.legalBasis).toMatch(/《.+》/);
    expect(kind.to.length).toBeGreaterThan(0);
    const dues = [kind.acknowledgementDue, kind.feedbackDue].filter((due) => due !== undefined);
    // Nothing is overdue of what asks for nothing, and what is overdue is told to somebody
    expect(kind.ladder.length > 0).toBe(dues.length > 0);
  });
});

describe('what bulletins carry', () => {
  it.each(ofEvents)('$code is covered by each event that it follows from', async ({ kind, types }) => {
    for (const type of types) for (const to of kind.to) expect(await dataOf(kind, type, to)).not.toEqual({});
  });

  it('N-… of events come from the department that tells the event, or concern a hand-over within one', () => {
    const strangers = ofEvents.filter(({ kind, types }) => types.some((type) => !type.startsWith(`${kind.from}.`)));
    expect(strangers.map(({ code }) => code)).toEqual(['N-21']);
  });

  it('follows from schedules that exist, and these name no other', () => {
    const byKind = new Map<string, string[]>();
    for (const { code, kinds } of crontab)
      for (const kind of kinds) byKind.set(kind, [...(byKind.get(kind) ?? []), code]);
    const stated = catalogue.flatMap(({ code, trigger }) =>
      trigger.on === 'schedule' ? [[code, [...trigger.schedules].sort()] as const] : [],
    );
    expect(Object.fromEntries(stated)).toEqual(
      Object.fromEntries([...byKind].map(([kind, codes]) => [kind, codes.sort()])),
    );
  });

  it.each([
    ['N-12', 'school-intake', ['intakeBy']],
    ['N-17', 'children-due-for-vaccination', []],
    ['N-23', 'permits-due', []],
    ['N-31', 'weekly-stations', ['week']],
    ['N-32', 'monthly-rollup', ['since', 'until']],
  ])('%s is what the report %s has in a row, and what it was asked for', (code, name, parameters) => {
    const report = reports.find((each) => each.name === name) ?? expect.fail(`nobody reports ${name}`);
    const { content } = getKind(code);
    expect(Object.keys(content).sort()).toEqual([...Object.keys(report.content), ...parameters].sort());
    for (const [field, kind] of Object.entries(report.content)) {
      expect(content[field]?.replace('?', ''), field).toBe(kind.replace('?', ''));
    }
  });

  it('N-31 is closed by the return of the same station and week', () => {
    const { closedBy } = getKind('N-31');
    const event = events.find(({ type }) => type === closedBy?.event);
    expect(Object.keys(event?.content ?? {})).toEqual(expect.arrayContaining([...(closedBy?.match ?? ['none'])]));
  });
});

describe('what each receiver may know', () => {
  const ofPeople = catalogue.filter(({ code, to }) => code.startsWith('N-') && to.every(isDepartmentName));

  it.each(ofPeople.map((kind) => [kind.code, kind] as const))('%s is shared by the matrix', async (code, kind) => {
    expect(Object.keys(told[code] ?? {}).sort()).toEqual([...kind.to].sort());
    for (const to of kind.to.filter(isDepartmentName)) {
      const reasons = told[code]?.[to] ?? {};
      const fields = new Set(
        kind.trigger.on === 'event'
          ? (await Promise.all(kind.trigger.types.map((type) => dataOf(kind, type, to)))).flatMap(Object.keys)
          : Object.keys(kind.content),
      );
      expect(Object.keys(reasons).sort(), `${code} to ${to}`).toEqual([...fields].sort());
      for (const [field, basis] of Object.entries(reasons)) {
        if (typeof basis !== 'string') expect(isAllowed(basis, to), `${code} tells ${to} ${field}`).toBe(true);
      }
      expect(
        Object.values(reasons).some((basis) => typeof basis !== 'string'),
        `${code} to ${to}`,
      ).toBe(true);
    }
  });

  it('is no count of fewer than ten people, when it leaves the department that counted', () => {
    const leaving = catalogue.filter(
      ({ code, from, to }) => code.startsWith('N-') && to.some((receiver) => receiver !== from),
    );
    const exact = leaving.filter(({ content }) => Object.values(content).some((kind) => kind.startsWith('ownCount')));
    expect(exact.map(({ code }) => code)).toEqual([]);
  });

  it('of the hub’s own bulletins says nothing about anybody', () => {
    const own = catalogue.filter(({ from, to }) => from === 'hub' || to.includes('hub'));
    const personal = own.filter(({ content }) =>
      Object.values(content).some((kind) => /^(personId|gridCode)/.test(kind)),
    );
    expect(personal.map(({ code }) => code)).toEqual([]);
  });

  it('is nothing that the hub must never hold', () => {
    // The practices that the domain refuses (§7): births, tips, lists of people, whereabouts, convictions, belief
    const refused =
      /孕|育龄|避孕|节育|举报|重点|轨迹|刑释|吸毒|精神|宗教|民族|在逃|pregnan|contracept|fertil|birth|informant|wanted|blacklist|religio|ethnic|convict|trajectory|risk|name|phone|document/i;
    for (const { code, title, description, content } of catalogue) {
      expect([code, title, description, ...Object.keys(content)].filter((text) => refused.test(text))).toEqual([]);
    }
  });

  it('covers the departments that there are', () => {
    const receivers = new Set(ofPeople.flatMap(({ to }) => to));
    expect(departmentNames.filter((name) => !receivers.has(name))).toEqual(['commerce']);
  });
});

describe('rules', () => {
  const moved = events.find(({ type }) => type === 'police.residence.moved') ?? expect.fail('nobody tells of moves');
  const ended = events.find(({ type }) => type === 'police.residence.ended') ?? expect.fail('nobody tells of ends');
  const silent = { ask: () => Promise.resolve({ answer: 'UNKNOWN', reason: 'NO_RECORD' } as const) };
  const rule = (code: string) => getKind(code).rule ?? expect.fail(`${code} has no rule`);

  it('tell of a worker whom police denies, not of one who is registered or of whom nothing is known', async () => {
    const event = sampleEvent(events.find(({ type }) => type === 'labor.employment.started') ?? expect.fail());
    for (const answer of ['YES', 'UNKNOWN'] as const) {
      const questions = { ask: () => Promise.resolve({ answer }) };
      expect(await rule('N-05')(event, 'police', questions)).toBeUndefined();
    }
    expect(await rule('N-05')(event, 'police', eagerQuestions)).toBeDefined();
  });

  it('tell of a move to another grid, not within one, nor where one of them is unknown', async () => {
    const event = sampleEvent(moved);
    const { toGridCode, fromGridCode, ...elsewhere } = event.data;
    const tell = (data: Content) => rule('N-21')({ ...event, data }, 'community', silent);
    expect(await tell(event.data)).toBeDefined();
    expect(await tell({ ...event.data, toGridCode: fromGridCode ?? '' })).toBeUndefined();
    expect(await tell({ ...elsewhere, ...(toGridCode !== undefined && { toGridCode }) })).toBeUndefined();
    expect(await tell(elsewhere)).toBeUndefined();
  });

  it('tell only departments that serve the person, each asked about itself', async () => {
    for (const [code, definition] of [
      ['N-22', moved],
      ['N-42', ended],
    ] as const) {
      for (const to of getKind(code).to) {
        const asked: string[] = [];
        const questions = {
          ask: (as: string) => {
            asked.push(as);
            return Promise.resolve({ answer: 'UNKNOWN', reason: 'NO_RECORD' } as const);
          },
        };
        expect(await rule(code)(sampleEvent(definition), to, questions)).toBeUndefined();
        expect(asked).toEqual([to]);
      }
    }
  });

  it('keep departures and disappearances with police', async () => {
    const event = sampleEvent(ended);
    for (const reason of ['LEFT', 'MISSING']) {
      expect(
        await rule('N-42')({ ...event, data: { ...event.data, reason } }, 'labor', eagerQuestions),
      ).toBeUndefined();
    }
    const localised = { ...event, data: { ...event.data, reason: 'LOCALISED' } };
    expect(await rule('N-42')(localised, 'labor', eagerQuestions)).toMatchObject({ reason: 'LOCALISED' });
  });
});
