import type { CallerName, PurposeCode } from '@hub/domain';
import { callerNames, departmentNames, purposes } from '@hub/domain';
import { definePolicy, key, listed, open, part } from '@hub/subgraph';

type Readers = Readonly<Partial<Record<PurposeCode, readonly CallerName[]>>>;

/**
 * A person is looked up within a case, or as part of a department's own work; statistics and audit look nobody up, and the
 * hub has no records of people that it would keep.
 */
const lookups: Readers = {
  ...Object.fromEntries(
    purposes.filter(({ caseRequired }) => caseRequired).map(({ code, holders }) => [code, holders]),
  ),
  OWN_RECORDS: departmentNames,
};

/** A department reads what is to it and from it. The hub sees of all others in what state they are, never what they say. */
const bulletins: Readers = { OWN_RECORDS: callerNames, STATISTICS: ['hub'], AUDIT: ['hub'] };
const changes: Readers = { OWN_RECORDS: callerNames };

/**
 * What the hub itself answers: who calls, the way in to a person, of whom it knows nothing but the id, and the bulletins that
 * departments send each other. It owns none of them, so it reads what it is listed for.
 */
export const hubPolicy = definePolicy('hub', [
  listed('Query.person', 'I', 'record', lookups),
  listed('Query.persons', 'I', 'record', lookups),
  key('Person.id'),

  open('Query.me', 'I', 'record'),
  part('Client.id'),
  part('Client.department'),
  part('Client.purposes'),
  part('Purpose.code'),
  part('Purpose.title'),
  part('Purpose.legalBasis'),

  // Bulletins: the resolvers give each caller its own alone
  listed('Query.inbox', 'S', 'record', bulletins),
  listed('Query.notification', 'S', 'record', bulletins),
  listed('Query.sentNotifications', 'S', 'record', bulletins),
  listed('Mutation.acknowledgeNotification', 'S', 'action', changes),
  listed('Mutation.giveFeedback', 'S', 'action', changes),
  listed('Mutation.recallNotification', 'S', 'action', changes),
  listed('Mutation.correctNotification', 'S', 'action', changes),
  part('NotificationPage.items'),
  part('NotificationPage.pageInfo'),
  part('NotificationPage.totalCount'),
  part('PageInfo.endCursor'),
  part('PageInfo.hasNextPage'),
  part('Notification.id'),
  part('Notification.number'),
  part('Notification.previousNumber'),
  part('Notification.kind'),
  part('Notification.title'),
  part('Notification.from'),
  part('Notification.to'),
  part('Notification.issuedAt'),
  part('Notification.legalBasis'),
  part('Notification.class'),
  part('Notification.data'),
  part('Notification.former'),
  part('Notification.signature'),
  part('Notification.signedBody'),
  part('Notification.state'),
  part('Notification.acknowledgementDue'),
  part('Notification.acknowledgedAt'),
  part('Notification.feedbackDue'),
  part('Notification.feedback'),
  part('Notification.escalations'),
  part('Notification.deliveries'),
  part('Notification.recalls'),
  part('Notification.corrects'),
  part('Notification.replacedBy'),
  part('Notification.history'),
  part('FormerFigures.number'),
  part('FormerFigures.change'),
  part('Feedback.outcome'),
  part('Feedback.note'),
  part('Feedback.at'),
  part('Escalation.level'),
  part('Escalation.receipt'),
  part('Escalation.at'),
  part('Escalation.inbox'),
  part('HistoryEntry.at'),
  part('HistoryEntry.what'),
  part('HistoryEntry.by'),
  part('HistoryEntry.reason'),
  part('HistoryEntry.note'),

  // Where bulletins are sent, and what came of it
  listed('Query.subscriptions', 'I', 'record', bulletins),
  listed('Query.deliveries', 'I', 'record', bulletins),
  listed('Mutation.createSubscription', 'I', 'action', changes),
  listed('Mutation.rotateSubscriptionSecret', 'I', 'action', changes),
  listed('Mutation.pauseSubscription', 'I', 'action', changes),
  listed('Mutation.resumeSubscription', 'I', 'action', changes),
  listed('Mutation.deleteSubscription', 'I', 'action', changes),
  listed('Mutation.sendTestNotification', 'I', 'action', changes),
  listed('Mutation.redeliver', 'I', 'action', changes),
  part('SubscriptionPayload.subscription'),
  part('SubscriptionPayload.secret'),
  part('SubscriptionPayload.backlog'),
  part('SubscriptionBacklog.policy'),
  part('SubscriptionBacklog.count'),
  part('NotificationSubscription.id'),
  part('NotificationSubscription.state'),
  part('NotificationSubscription.kinds'),
  part('NotificationSubscription.delivery'),
  part('NotificationSubscription.url'),
  part('NotificationSubscription.disabledReason'),
  part('NotificationSubscription.failingSince'),
  part('NotificationSubscription.createdAt'),
  part('NotificationSubscription.updatedAt'),
  part('RedeliverPayload.count'),
  part('DeliveryPage.items'),
  part('DeliveryPage.pageInfo'),
  part('DeliveryPage.totalCount'),
  part('Delivery.id'),
  part('Delivery.notificationId'),
  part('Delivery.subscriptionId'),
  part('Delivery.department'),
  part('Delivery.kind'),
  part('Delivery.state'),
  part('Delivery.nextAttemptAt'),
  part('Delivery.attempts'),
  part('Delivery.cancelledReason'),
  part('Delivery.createdAt'),
  part('Delivery.finishedAt'),
  part('DeliveryAttempt.attempt'),
  part('DeliveryAttempt.at'),
  part('DeliveryAttempt.outcome'),
  part('DeliveryAttempt.responseCode'),
  part('DeliveryAttempt.nextAttemptAt'),

  // When bulletins fall due, and the days off that working days are counted by
  listed('Query.schedules', 'I', 'record', bulletins),
  listed('Mutation.retryOccurrence', 'I', 'action', { OWN_RECORDS: ['hub'] }),
  part('Schedule.code'),
  part('Schedule.title'),
  part('Schedule.cron'),
  part('Schedule.timeZone'),
  part('Schedule.nextDueAt'),
  part('Schedule.lastOccurrence'),
  part('Occurrence.dueAt'),
  part('Occurrence.state'),
  listed('Query.holidayYears', 'P', 'record', bulletins),
  listed('Mutation.loadHolidayYear', 'P', 'action', { OWN_RECORDS: ['hub'] }),
  part('HolidayYear.jurisdiction'),
  part('HolidayYear.year'),
  part('HolidayYear.holidays'),
  part('HolidayYear.workdays'),
  part('HolidayYear.source'),
  part('HolidayYear.revision'),
  part('HolidayYear.loadedAt'),
  part('Holiday.date'),
  part('Holiday.name'),
]);
