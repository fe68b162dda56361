import type { Content, EventDefinition, FeedEvent, ValueKind } from '@hub/subgraph';
import type { RuleQuestions } from '../kind/define-kind.js';

const samples: Readonly<Record<ValueKind, string | number | boolean>> = {
  personId: `p${'1'.repeat(32)}`,
  recordId: '019a9f00-0000-7000-8000-000000000001',
  creditCode: '91990000MA0000015Q',
  regionCode: '330921200001',
  gridCode: '330921200001001',
  stationCode: 'S330921200001',
  date: '2026-11-20',
  instant: '2026-11-20T02:00:00.000Z',
  week: '2026-W47',
  code: 'DECEASED',
  count: 12,
  ownCount: 3,
  flag: true,
};

/** An event of which something follows: somebody died, or moved from one grid to another. */
export function sampleEvent({ type, content }: EventDefinition): FeedEvent {
  const data: Content = Object.fromEntries(
    Object.entries(content).map(([name, kind]) => [name, samples[kind.replace('?', '') as ValueKind]]),
  );
  return {
    id: String(samples.recordId),
    sequence: 1,
    type,
    occurredAt: String(samples.instant),
    data: 'toGridCode' in data ? { ...data, toGridCode: '330921200002001' } : data,
  };
}

/** Every department serves the person, and police does not know where. */
export const eagerQuestions: RuleQuestions = {
  ask: (_as, _personId, field) => Promise.resolve({ answer: field === 'residenceRegistered' ? 'NO' : 'YES' }),
};
