import { businessZone } from '@hub/domain';
import { watchHolidays } from './bulletins/holiday-watch.js';
import { tellTownshipRollup, tellVillageRollup } from './bulletins/monthly-rollup.js';
import { tellPermitsDue } from './bulletins/permits-due.js';
import { tellSchoolIntake } from './bulletins/school-intake.js';
import { tellVaccinationDue } from './bulletins/vaccination-due.js';
import {
  closeWeeklyReturn,
  listMissingReturns,
  openWeeklyReturn,
  remindOfWeeklyReturn,
} from './bulletins/weekly-return.js';
import type { ScheduleDefinition } from './define-schedule.js';
import { defineSchedule } from './define-schedule.js';

const inShanghai = { timeZone: businessZone } as const;

/** 日程: what the hub does at which time (每周五、每月、每年). docs/schedules.md says the same to users; a test compares. */
export const crontab: readonly ScheduleDefinition[] = [
  defineSchedule({
    ...inShanghai,
    code: 'school-intake-yearly',
    title: 'Children of school age before intake (适龄入学儿童年度通报)',
    cron: '0 8 1 3 *',
    holidayRule: 'next-working-day',
    catchUp: 'latest',
    kinds: ['N-12'],
    action: tellSchoolIntake,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'school-intake-monthly',
    title: 'Children of school age, changes of the month (适龄入学儿童月度通报)',
    cron: '0 8 3 * *',
    holidayRule: 'next-working-day',
    catchUp: 'latest',
    kinds: ['N-12'],
    action: tellSchoolIntake,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'vaccination-outreach',
    title: 'Children who have stayed three months (预防接种到期通报)',
    cron: '0 8 * * *',
    holidayRule: 'none',
    // Its window begins where the last one ended
    catchUp: 'latest',
    kinds: ['N-17'],
    action: tellVaccinationDue,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'permit-reminders',
    title: 'Permits to be endorsed in 30 and in 7 days (居住证签注到期提醒)',
    cron: '0 8 * * *',
    holidayRule: 'none',
    // Each day has permits of its own
    catchUp: 'all',
    kinds: ['N-23'],
    action: tellPermitsDue,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'weekly-return-reminder',
    title: 'Weekly return: reminder (周五信息反馈提醒)',
    cron: '0 9 * * 5',
    holidayRule: 'previous-working-day',
    // Late it would remind of what is open or closed by then
    catchUp: 'skip',
    kinds: ['S-06'],
    action: remindOfWeeklyReturn,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'weekly-return-open',
    title: 'Weekly return: opens (周五信息反馈开始)',
    cron: '0 12 * * 5',
    holidayRule: 'previous-working-day',
    catchUp: 'all',
    kinds: ['N-31'],
    action: openWeeklyReturn,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'weekly-return-close',
    title: 'Weekly return: closes (周五信息反馈截止)',
    cron: '0 18 * * 5',
    holidayRule: 'previous-working-day',
    catchUp: 'latest',
    kinds: ['S-07'],
    action: closeWeeklyReturn,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'weekly-return-list',
    title: 'Weekly return: list of stations that sent none (周五信息反馈未报清单)',
    cron: '0 10 * * 1',
    holidayRule: 'next-working-day',
    catchUp: 'latest',
    kinds: ['S-08'],
    action: listMissingReturns,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'rollup-village',
    title: 'Monthly roll-up, by village (村级每月汇总)',
    cron: '0 9 20 * *',
    holidayRule: 'next-working-day',
    catchUp: 'all',
    kinds: ['N-32'],
    action: tellVillageRollup,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'rollup-township',
    title: 'Monthly roll-up, by township (乡镇每月汇总)',
    cron: '0 9 25 * *',
    holidayRule: 'next-working-day',
    catchUp: 'all',
    kinds: ['N-32'],
    action: tellTownshipRollup,
  }),
  defineSchedule({
    ...inShanghai,
    code: 'holiday-watch',
    title: 'Holiday table of the next year (节假日安排检查)',
    cron: '0 8 * * *',
    holidayRule: 'none',
    catchUp: 'latest',
    kinds: ['N-40'],
    action: watchHolidays,
  }),
];
