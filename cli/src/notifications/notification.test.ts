import { describe, expect, it } from 'vitest';
import type { NotificationRow } from './notification.js';
import { isOverdue, nextDue } from './notification.js';

const [acknowledgementDue, feedbackDue] = ['2026-11-24T16:00:00Z', '2026-11-30T16:00:00Z'];

function bulletin(changes: Partial<NotificationRow>): NotificationRow {
  const parties = { kind: 'N-05', title: '在业未登记通报', from: 'LABOR', to: 'POLICE' };
  const numbered = { id: 'n1', number: 'N-05/labor-police/2026/000001', issuedAt: '2026-11-23T01:00:00Z' };
  return { ...numbered, ...parties, state: 'OPEN', acknowledgementDue, feedbackDue, escalations: [], ...changes };
}

function escalatedFor(receipt: 'ACKNOWLEDGEMENT' | 'FEEDBACK'): Pick<NotificationRow, 'escalations'> {
  return { escalations: [{ level: 'LIAISON', receipt, at: feedbackDue, inbox: 'POLICE' }] };
}

describe('what is due next', () => {
  it('is the acknowledgement, then the feedback, then nothing', () => {
    expect(nextDue(bulletin({}))).toBe(acknowledgementDue);
    expect(nextDue(bulletin({ acknowledgementDue: null }))).toBe(feedbackDue);
    expect(nextDue(bulletin({ state: 'ACKNOWLEDGED' }))).toBe(feedbackDue);
    expect(nextDue(bulletin({ state: 'CLOSED' }))).toBeNull();
  });
});

describe('a bulletin is overdue', () => {
  it('from the first escalation on', () => {
    expect(isOverdue(bulletin({}))).toBe(false);
    expect(isOverdue(bulletin(escalatedFor('ACKNOWLEDGEMENT')))).toBe(true);
    expect(isOverdue(bulletin({ state: 'ACKNOWLEDGED', ...escalatedFor('FEEDBACK') }))).toBe(true);
  });

  it('until what was missing is given', () => {
    expect(isOverdue(bulletin({ state: 'ACKNOWLEDGED', ...escalatedFor('ACKNOWLEDGEMENT') }))).toBe(false);
    expect(isOverdue(bulletin({ state: 'CLOSED', ...escalatedFor('FEEDBACK') }))).toBe(false);
  });
});
