import type { CallerName } from '@hub/domain';
import type { NotificationKind } from '../kind/define-kind.js';
import { escalation } from './e-01-escalation.js';
import { employmentStarted } from './n-01-employment-started.js';
import { employmentEnded } from './n-02-employment-ended.js';
import { tenancyStarted } from './n-03-tenancy-started.js';
import { tenancyEnded } from './n-04-tenancy-ended.js';
import { workerWithoutRegistration } from './n-05-worker-without-registration.js';
import { enterpriseChanged } from './n-08-enterprise-changed.js';
import { schoolIntake } from './n-12-school-intake.js';
import { childrenDueForVaccination } from './n-17-children-due-for-vaccination.js';
import { movedBetweenGrids } from './n-21-moved-between-grids.js';
import { addressChanged } from './n-22-address-changed.js';
import { permitDue } from './n-23-permit-due.js';
import { weeklyReturn } from './n-31-weekly-return.js';
import { monthlyRollup } from './n-32-monthly-rollup.js';
import { holidaysMissing } from './n-40-holidays-missing.js';
import { lifeEvent } from './n-42-life-event.js';
import { testNotification } from './s-01-test-notification.js';
import { deliveryDead } from './s-02-delivery-dead.js';
import { subscriptionDisabled } from './s-03-subscription-disabled.js';
import { ruleFailed } from './s-04-rule-failed.js';
import { feedTrouble } from './s-05-feed-trouble.js';
import { weeklyReturnReminder } from './s-06-weekly-return-reminder.js';
import { weeklyReturnClosed } from './s-07-weekly-return-closed.js';
import { weeklyReturnMissing } from './s-08-weekly-return-missing.js';

/** 通报目录: every bulletin that the hub tells. A new one is a file beside this and a line here. */
export const catalogue: readonly NotificationKind[] = [
  employmentStarted,
  employmentEnded,
  tenancyStarted,
  tenancyEnded,
  workerWithoutRegistration,
  enterpriseChanged,
  schoolIntake,
  childrenDueForVaccination,
  movedBetweenGrids,
  addressChanged,
  permitDue,
  weeklyReturn,
  monthlyRollup,
  holidaysMissing,
  lifeEvent,
  testNotification,
  deliveryDead,
  subscriptionDisabled,
  ruleFailed,
  feedTrouble,
  weeklyReturnReminder,
  weeklyReturnClosed,
  weeklyReturnMissing,
  escalation,
];

const byCode = new Map(catalogue.map((kind) => [kind.code, kind]));

export function findKind(code: string): NotificationKind | undefined {
  return byCode.get(code);
}

/** @throws RangeError for a code that is not in the catalogue */
export function getKind(code: string): NotificationKind {
  const kind = byCode.get(code);
  if (kind === undefined) throw new RangeError(`The catalogue has no bulletin ${code}`);
  return kind;
}

/** Bulletins that a department, or the hub, may receive. */
export function kindsFor(department: CallerName): readonly NotificationKind[] {
  return catalogue.filter(({ to }) => to.includes(department));
}
