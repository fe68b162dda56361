import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DepartmentName, HolidayYear } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import { createFeedTokenVerifier, createLogger, deriveDepartmentKey, requestHeaders } from '@hub/server';
import type { ReportRow } from '@hub/subgraph';
import { DepartmentClient } from '../federation/department-client.js';
import { catalogue } from '../notifications/kinds/catalogue.js';
import type { IssuerTrial } from '../notifications/notification/issuer.fixture.js';
import { startIssuerTrial } from '../notifications/notification/issuer.fixture.js';
import type { NotificationDocument } from '../notifications/notification/notification.repository.js';
import { NotificationRepository } from '../notifications/notification/notification.repository.js';
import { HolidayCalendarStore } from './calendar/holiday-calendar-store.js';
import type { SchedulerPart, SchedulerPartOptions } from './create-scheduler.js';
import { createScheduler } from './create-scheduler.js';
import type { ScheduleDefinition } from './define-schedule.js';
import { defineSchedule } from './define-schedule.js';
import { OccurrenceRepository } from './occurrence.repository.js';
import { scheduleCollections } from './schedule-collections.js';
import { ScheduleRepository } from './schedule.repository.js';
import { Scheduler } from './scheduler.js';

export interface ReportQuestionSeen {
  readonly path: string;
  readonly asOf: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** A department as schedules see it: its reports over HTTP, behind the hub's token for feeds. */
export interface ReportDesk {
  readonly url: string;
  readonly asked: ReportQuestionSeen[];
  /** Rows by name of the report; a function decides by the question. */
  readonly reports: Map<string, readonly ReportRow[] | ((question: ReportQuestionSeen) => readonly ReportRow[])>;
  /** Answers with this status instead. */
  failWith: number | undefined;
  /** Answers only when this has come. */
  hold: Promise<void> | undefined;
  close(): Promise<void>;
}

const secret = new Uint8Array(32).fill(7);

async function openReportDesk(department: DepartmentName): Promise<ReportDesk> {
  const verifier = createFeedTokenVerifier(deriveDepartmentKey(secret, department), department);
  const desk = { asked: [] as ReportQuestionSeen[], reports: new Map() as ReportDesk['reports'] };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const respond = (status: number, body: unknown): void => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      };
      verifier.verify(String(request.headers[requestHeaders.departmentToken])).then(
        () => {
          if (opened.failWith !== undefined) return respond(opened.failWith, {});
          const question = JSON.parse(Buffer.concat(chunks).toString()) as Omit<ReportQuestionSeen, 'path'>;
          const seen = { path: request.url ?? '', ...question };
          desk.asked.push(seen);
          const rows = desk.reports.get(seen.path.replace('/reports/', ''));
          if (rows === undefined) return respond(404, {});
          const found = typeof rows === 'function' ? rows(seen) : rows;
          void (opened.hold ?? Promise.resolve()).then(() => {
            respond(200, { rows: found });
          });
        },
        () => respond(401, {}),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const opened: ReportDesk = {
    ...desk,
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    failWith: undefined,
    hold: undefined,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
  return opened;
}

export interface ScheduleTrial extends Pick<IssuerTrial, 'store' | 'clock' | 'trueClock'> {
  readonly calendars: HolidayCalendarStore;
  readonly schedules: ScheduleRepository;
  readonly occurrences: OccurrenceRepository;
  readonly desks: Readonly<Record<'police' | 'community', ReportDesk>>;
  /** Another scheduler on the same store; nothing ticks, `runDue` does. */
  schedule(definitions: readonly ScheduleDefinition[], given?: Partial<SchedulerPartOptions>): Promise<SchedulerPart>;
  /** Makes what is due and runs nothing of it, as a process does that is killed in between. */
  makeDue(definitions: readonly ScheduleDefinition[]): Promise<void>;
  /** What was issued, in order. */
  issued(kind?: string): Promise<NotificationDocument[]>;
  /** Occurrences as `2026-11-20T10:00+08:00 DONE`, in order. */
  list(code: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** Schedules on a real store, with reports over HTTP. It is Friday, 2026-11-20, ten in the morning in Shanghai. */
export async function startScheduleTrial(release?: readonly HolidayYear[]): Promise<ScheduleTrial> {
  const base = await startIssuerTrial(scheduleCollections);
  const { store, clock, trueClock, issuer } = base;
  const logger = createLogger({ name: 'trial', level: 'silent' });
  const calendars = new HolidayCalendarStore({ store, clock, logger, ...(release !== undefined && { release }) });
  await calendars.open();
  base.calendar = calendars.calendar;
  const desks = { police: await openReportDesk('police'), community: await openReportDesk('community') };
  const clients = new Map<DepartmentName, DepartmentClient>(
    departmentNames.map((department) => {
      const desk = department === 'police' ? desks.police : desks.community;
      return [department, new DepartmentClient({ url: () => desk.url, timeoutMs: 5_000 })];
    }),
  );
  const started: SchedulerPart[] = [];
  const occurrences = new OccurrenceRepository(store);
  return {
    store,
    clock,
    trueClock,
    calendars,
    schedules: new ScheduleRepository(store),
    occurrences,
    desks,
    async schedule(definitions, given = {}) {
      const scheduler = createScheduler({
        store,
        secret,
        clients,
        issuer,
        kinds: new Map(catalogue.map((kind) => [kind.code, kind])),
        calendars,
        logger,
        clock,
        trueClock,
        definitions,
        ticks: false,
        ...given,
      });
      started.push(scheduler);
      await scheduler.start();
      return scheduler;
    },
    makeDue: (definitions) =>
      new Scheduler({
        store,
        definitions,
        clock,
        trueClock,
        calendar: calendars.calendar,
        logger,
        onCalendarMissing: () => Promise.resolve(),
      }).makeDue(),
    issued: (kind) =>
      new NotificationRepository(store).collection
        .find(kind === undefined ? {} : { kind }, { sort: { _id: 1 }, limit: 1_000 })
        .toArray()
        .then((found) => found.sort((a, b) => a.inboxSequence - b.inboxSequence)),
    async list(code) {
      const found = await occurrences.list(code);
      return found.map(({ dueAt, state }) => `${inShanghai(dueAt)} ${state}`);
    },
    async stop() {
      for (const scheduler of started) await scheduler.stop();
      for (const client of clients.values()) await client.stop();
      await Promise.all(Object.values(desks).map((desk) => desk.close()));
      await base.stop();
    },
  };
}

export function inShanghai(instant: Date): string {
  const shifted = new Date(instant.getTime() + 8 * 3_600_000).toISOString();
  return `${shifted.slice(0, 16)}`;
}

export function atShanghai(text: string): Date {
  return new Date(`${text}+08:00`);
}

/** A schedule of nothing but instants; what runs is noted. */
export function trialSchedule(
  given: Partial<ScheduleDefinition> = {},
): ScheduleDefinition & { readonly ran: readonly string[] } {
  const ran: string[] = [];
  const schedule = defineSchedule({
    code: 'trial',
    title: 'Trial (试验)',
    cron: '0 12 * * *',
    timeZone: 'Asia/Shanghai',
    holidayRule: 'none',
    catchUp: 'all',
    kinds: [],
    action: ({ dueAt }) => {
      ran.push(inShanghai(dueAt));
      return Promise.resolve();
    },
    ...given,
  });
  return { ...schedule, ran };
}
