import type { CallerName, PurposeCode } from '@hub/domain';
import { purposes } from '@hub/domain';
import { definePolicy, key, open, part, shared } from '@hub/subgraph';

/** A person is looked up within a case, or as part of a department's own work; statistics and audit look nobody up. */
const lookups = Object.fromEntries(
  purposes
    .filter(({ code, caseRequired }) => caseRequired || code === 'OWN_RECORDS')
    .map(({ code, holders }) => [code, holders]),
) as Partial<Record<PurposeCode, readonly CallerName[]>>;

/** What the hub itself answers: who calls, and the way in to a person, of whom it knows nothing but the id. */
export const hubPolicy = definePolicy('hub', [
  shared('Query.person', 'I', 'record', lookups),
  shared('Query.persons', 'I', 'record', lookups),
  key('Person.id'),

  open('Query.me', 'I', 'record'),
  part('Client.id'),
  part('Client.department'),
  part('Client.purposes'),
  part('Purpose.code'),
  part('Purpose.title'),
  part('Purpose.legalBasis'),
]);
