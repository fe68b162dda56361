import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { li, tryPolice, zhang } from '../police.fixture.js';

const text = `mutation ($input: ResolvePersonsInput!) {
  resolvePersons(input: $input) { results { reference outcome personId reason } }
}`;

describe('resolving people', () => {
  let police: Awaited<ReturnType<typeof tryPolice>>;
  let personId: string;

  beforeAll(async () => {
    police = await tryPolice();
    ({ personId } = await police.settle(await police.registerDwelling(), zhang));
  });
  afterAll(() => police.close());

  const resolve = async (
    items: readonly object[],
    input: object = {},
    purpose: 'IDENTITY_CHECK' | 'OWN_RECORDS' = 'IDENTITY_CHECK',
  ) => {
    const numbered = items.map((item, index) => ({ reference: String(index), ...item }));
    const answered = await police.as('education', { purpose }).query(text, { input: { items: numbered, ...input } });
    const payload = answered.data?.['resolvePersons'] as { results: Record<string, unknown>[] } | null | undefined;
    return { results: payload?.results, error: answered.errors[0]?.extensions };
  };

  it('tells match, no match, review and invalid apart, in order', async () => {
    const { results } = await resolve([
      zhang,
      li,
      { ...zhang, name: '欧阳五' },
      { ...zhang, documentNumber: '990001199002301012' },
      { ...zhang, documentNumber: ' ９９０００１ 19900307 1012 ' },
    ]);
    expect(results).toMatchObject([
      { reference: '0', outcome: 'MATCH', personId },
      { reference: '1', outcome: 'NO_MATCH', personId: null },
      { reference: '2', outcome: 'REVIEW', personId: null, reason: 'NAME_DIFFERS' },
      { reference: '3', outcome: 'INVALID', personId: null },
      { reference: '4', outcome: 'MATCH', personId },
    ]);
  });

  it('mints one id for somebody unknown, and the same one the next time', async () => {
    const person = { ...li, documentNumber: '990003201909021057', name: '王小小' };
    const first = await resolve([person, person], { mint: true }, 'OWN_RECORDS');
    expect(first.results).toMatchObject([{ outcome: 'NEW' }, { outcome: 'NEW' }]);
    expect(first.results?.[0]?.['personId']).toBe(first.results?.[1]?.['personId']);
    const again = await resolve([person], { mint: true }, 'OWN_RECORDS');
    expect(again.results).toMatchObject([{ outcome: 'MATCH', personId: first.results?.[0]?.['personId'] }]);
    const { person: asked } = await police.askPerson(String(first.results?.[0]?.['personId']), 'status');
    expect(asked).toEqual({ status: 'UNREGISTERED' });
  });

  it('mints the same id for two that come at once', async () => {
    const person = { ...li, documentNumber: '990004195201013025', name: '周老' };
    const both = await Promise.all([1, 2].map(() => resolve([person], { mint: true }, 'OWN_RECORDS')));
    expect(both[0]?.results?.[0]?.['personId']).toBe(both[1]?.results?.[0]?.['personId']);
  });

  it('mints for own records only, and at most a thousand at once', async () => {
    expect((await resolve([li], { mint: true })).error).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.mint' });
    const many = Array.from({ length: 1_001 }, () => li);
    expect((await resolve(many)).error).toMatchObject({ code: 'LIMIT_EXCEEDED', field: 'input.items' });
  });

  it('refuses synthetic numbers in production', async () => {
    const real = await tryPolice({ synthetic: false });
    const input = { items: [{ reference: 'a', ...zhang }] };
    const { data } = await real.as('labor', { purpose: 'IDENTITY_CHECK' }).query(text, { input });
    expect(data?.['resolvePersons']).toMatchObject({ results: [{ outcome: 'INVALID', reason: 'SYNTHETIC_NUMBER' }] });
    await real.close();
  });
});
