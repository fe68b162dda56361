import type { CalendarDate, HolidayCalendar } from '@hub/domain';
import { addDays } from '@hub/domain';
import type { ReportRow } from '@hub/subgraph';
import type { DueOccurrence, ScheduleTools } from '../define-schedule.js';
import { weekOf } from '../iso-week.js';

const fridayBefore = { monday: -3 } as const;

/** Six o'clock in the evening in Shanghai, which has kept one offset since 1992. */
function sixOClockOn(date: CalendarDate): Date {
  return new Date(`${date}T18:00:00+08:00`);
}

/** Friday 09:00, S-06 (周五信息反馈提醒): the return of the week opens at noon and closes at six. */
export async function remindOfWeeklyReturn(occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const { asOf, statedDate } = occurrence;
  const week = weekOf(statedDate);
  const stations = await tools.report('community', 'weekly-stations', { asOf, parameters: { week } });
  const data = { week, stations: stations.length, closesAt: sixOClockOn(asOf).toISOString() };
  await tools.issue([{ kind: 'S-06', to: 'community', key: week, data }]);
}

/**
 * Friday 12:00, N-31 (周五信息反馈): one bulletin per station, begun with what the system could count, due at six. The station's
 * return closes it.
 */
export async function openWeeklyReturn(occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const { asOf, statedDate } = occurrence;
  const week = weekOf(statedDate);
  const stations = await tools.report('community', 'weekly-stations', { asOf, parameters: { week } });
  const feedbackDue = replyDue(asOf, tools);
  await tools.issue(
    stations.map(({ key, data }) => ({ kind: 'N-31', to: 'community', key, data: { ...data, week }, feedbackDue })),
  );
}

/** Six o'clock of the same day. Who is told only after it, because the hub stood still, has until six on the next working day. */
function replyDue(asOf: CalendarDate, { calendar, clock }: ScheduleTools): Date {
  const close = sixOClockOn(asOf);
  return clock.now() < close ? close : sixOClockOn(nextWorkingDay(clock.today(), calendar));
}

function nextWorkingDay(date: CalendarDate, calendar: HolidayCalendar): CalendarDate {
  return calendar.addWorkingDays(date, 1);
}

/** Friday 18:00, S-07 (截止情况): how many sent their figures. From here on what is missing climbs the ladder. */
export async function closeWeeklyReturn(occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const week = weekOf(occurrence.statedDate);
  const stations = await listStations(week, occurrence, tools);
  const missing = stations.filter(isMissing).length;
  const data = { week, stations: stations.length, submitted: stations.length - missing, missing };
  await tools.issue([{ kind: 'S-07', to: 'community', key: week, data }]);
}

/** Monday 10:00, S-08 (未报清单): one bulletin per station that has not sent the figures of last week by now. */
export async function listMissingReturns(occurrence: DueOccurrence, tools: ScheduleTools): Promise<void> {
  const week = weekOf(addDays(occurrence.statedDate, fridayBefore.monday));
  const stations = await listStations(week, occurrence, tools);
  await tools.issue(
    stations
      .filter(isMissing)
      .map(({ key }) => ({ kind: 'S-08', to: 'community', key, data: { stationCode: key, week } })),
  );
}

function listStations(week: string, { asOf }: DueOccurrence, tools: ScheduleTools): Promise<readonly ReportRow[]> {
  return tools.report('community', 'weekly-status', { asOf, parameters: { week } });
}

function isMissing({ data }: ReportRow): boolean {
  return data['submitted'] !== true;
}
