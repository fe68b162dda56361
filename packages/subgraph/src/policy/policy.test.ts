import { callerNames, purposes } from '@hub/domain';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { buildSubgraph } from '../serving/build-subgraph.js';
import { trial, trialPolicy } from '../trial.fixture.js';
import { AccessDecider } from './access-decider.js';
import { checkPolicy, listCoordinates } from './check-policy.js';
import { decideAccess, decideField } from './decide-access.js';
import { definePolicy, inOwnZone, key, listed, own, part, shared } from './define-policy.js';
import { mergePolicies, parsePolicyDocument, toPolicyDocument } from './policy-table.js';

const { schema, table } = buildSubgraph(trial);
const education = { department: 'education', purpose: 'SCHOOL_ADMISSION' } as const;

describe('a decision', () => {
  const decide = (text: string, asker: Parameters<typeof decideField>[1] = education) =>
    decideAccess(table, schema, parse(text), asker);

  it('is a refusal for a field without a row, whoever asks', () => {
    for (const department of callerNames) {
      for (const { code } of purposes) expect(decideField(undefined, { department, purpose: code })).toBe('denied');
    }
  });

  it('sees through aliases, fragments and _entities', () => {
    const text = `
      query ($keys: [_Any!]!) { a: _entities(representations: $keys) { __typename ...people ... on Person { b: known { answer } } } }
      fragment people on Person { id c: village }`;
    expect(decide(text).denied).toEqual(['Person.village']);
  });

  it('lists every refused field once, sorted', () => {
    const text = `mutation { b: keepNote(input: { text: "" }) a: keepNote(input: { text: "" }) }`;
    expect(decide(text).denied).toEqual(['Mutation.keepNote']);
  });

  it('refuses introspection and the service SDL', () => {
    expect(decide('{ __schema { types { name } } }').denied).toContain('Query.__schema');
    expect(decide('{ _service { sdl } }').denied).toEqual(['Query._service', '_Service.sdl']);
  });

  it('lets the owner read in any case of its own and write as OWN_RECORDS only, never for statistics', () => {
    const note = table.get('Mutation.keepNote');
    const village = table.get('Person.village');
    expect(decideField(note, { department: 'labor', purpose: 'OWN_RECORDS' })).toBe('allowed');
    expect(decideField(note, { department: 'labor', purpose: 'EMPLOYMENT_CHECK' })).toBe('denied');
    expect(decideField(village, { department: 'labor', purpose: 'EMPLOYMENT_CHECK' })).toBe('allowed');
    expect(decideField(village, { department: 'labor', purpose: 'STATISTICS' })).toBe('denied');
    expect(decideField(village, { department: 'labor', purpose: 'PERMIT_CONDITION' })).toBe('denied');
  });

  it('gives the owner of a way in no more than what it is listed for', () => {
    const { rows } = definePolicy('hub', [
      listed('Query.person', 'I', 'record', { OWN_RECORDS: ['labor'], DATA_SUBJECT: ['hub'] }),
    ]);
    const decide = (department: 'hub' | 'labor', purpose: 'OWN_RECORDS' | 'DATA_SUBJECT' | 'AUDIT') =>
      decideField(rows[0], { department, purpose });
    expect(decide('labor', 'OWN_RECORDS')).toBe('allowed');
    expect(decide('hub', 'OWN_RECORDS')).toBe('denied');
    expect(decide('hub', 'DATA_SUBJECT')).toBe('allowed');
    expect(decide('hub', 'AUDIT')).toBe('denied');
  });

  it('marks what a reader may see in its own zone only', () => {
    const text = 'query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on Person { village } } }';
    const decision = decide(text, { department: 'community', purpose: 'GRID_VISIT' });
    expect(decision.denied).toEqual([]);
    expect([...decision.ownZoneOnly]).toEqual(['Person.village']);
  });

  it('is remembered per operation, department and purpose', () => {
    const decider = new AccessDecider(table, schema, { maxEntries: 10 });
    const document = parse('{ motto }');
    const first = decider.decide('hash', document, education);
    expect(decider.decide('hash', document, education)).toBe(first);
    expect(decider.decide('hash', document, { ...education, purpose: 'IDENTITY_CHECK' })).not.toBe(first);
  });
});

describe('a policy', () => {
  it('must have a row for every field, and a field for every row', () => {
    const without = mergePolicies([
      { ...trialPolicy, rows: trialPolicy.rows.filter(({ field }) => field !== 'Person.known') },
    ]);
    expect(() => checkPolicy(schema, without)).toThrow('Person.known has no policy row');
    const stale = mergePolicies([trialPolicy, definePolicy('labor', [own('Person.gone', 'S', 'record')])]);
    expect(() => checkPolicy(schema, stale)).toThrow('Person.gone has a policy row but no field');
  });

  it('does not let a field of an entity pass as a part, since _entities reaches it directly', () => {
    const rows = trialPolicy.rows.map((row) => (row.field === 'Person.known' ? part('Person.known')('labor') : row));
    expect(() => checkPolicy(schema, mergePolicies([{ owner: 'labor', rows }]))).toThrow('cannot be a part');
  });

  it('has one row a field and names departments that exist', () => {
    expect(() => definePolicy('labor', [key('Person.id'), key('Person.id')])).toThrow('two rows for Person.id');
    const unknown = inOwnZone('customs' as 'community');
    expect(() => definePolicy('labor', [shared('A.b', 'S', 'record', { GRID_VISIT: [unknown] })])).toThrow('customs');
  });

  it('has one owner for each field across departments', () => {
    const claim = definePolicy('police', [own('Person.known', 'S', 'record')]);
    expect(() => mergePolicies([trialPolicy, claim])).toThrow('labor and police both');
    expect(mergePolicies([trialPolicy, definePolicy('police', [key('Person.id')])]).get('Person.id')?.owner).toBe(
      'labor',
    );
  });

  it('survives the way through its committed document', () => {
    const merged = mergePolicies([trialPolicy]);
    const read = parsePolicyDocument(JSON.stringify(toPolicyDocument(merged)));
    expect([...read.entries()].sort()).toEqual([...merged.entries()].sort());
    expect(() => parsePolicyDocument('{}')).toThrow('no rows');
  });

  it('walks every coordinate of the schema but federation', () => {
    expect(listCoordinates(schema)).toEqual(
      expect.arrayContaining(['Person.known', 'Query.motto', 'Mutation.keepNote', 'Verification.asOf']),
    );
    expect(listCoordinates(schema).some((coordinate) => coordinate.includes('_'))).toBe(false);
  });
});
