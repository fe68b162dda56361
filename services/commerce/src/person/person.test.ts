import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DuplicateKeyError } from '@hub/store';
import { nextCode, tryCommerce } from '../commerce.fixture.js';
import { intakeCommerce } from '../intake.js';

describe('questions about an operator', () => {
  let commerce: Awaited<ReturnType<typeof tryCommerce>>;
  let personId: string;

  beforeAll(async () => {
    commerce = await tryCommerce();
  });
  beforeEach(() => {
    commerce.setToday('2026-11-22');
    personId = commerce.newPersonId();
  });
  afterAll(() => commerce.close());

  const ask = async (selection: string): Promise<unknown> => {
    const { data, errors } = await commerce.as('commerce').entities('Person', [{ id: personId }], selection);
    expect(errors).toEqual([]);
    return (data?.['_entities'] as unknown[])[0];
  };

  it('says no for want of a record: registration makes the enterprise', async () => {
    await commerce.register({ code: nextCode() });
    expect(await ask('operatesEnterprise { answer reason asOf source }')).toEqual({
      operatesEnterprise: { answer: 'NO', reason: 'NO_RECORD', asOf: null, source: 'COMMERCE' },
    });
  });

  it('says yes from the day of establishment to the day before closing', async () => {
    const code = nextCode();
    commerce.setToday('2026-03-02');
    await commerce.register({ code, operatorId: personId });
    expect(await ask('operatesEnterprise { answer reason asOf }')).toEqual({
      operatesEnterprise: { answer: 'YES', reason: null, asOf: new Date('2026-03-02T04:00:00Z') },
    });
    commerce.setToday('2026-09-03');
    await commerce.shut(code);
    expect(
      await ask(`
        before: operatesEnterprise(on: "2026-02-28") { answer reason }
        first: operatesEnterprise(on: "2026-03-01") { answer }
        last: operatesEnterprise(on: "2026-08-31") { answer }
        closing: operatesEnterprise(on: "2026-09-01") { answer reason asOf }
      `),
    ).toEqual({
      before: { answer: 'NO', reason: 'NOT_YET' },
      first: { answer: 'YES' },
      last: { answer: 'YES' },
      closing: { answer: 'NO', reason: 'CLOSED', asOf: new Date('2026-09-03T04:00:00Z') },
    });
  });

  it('finds the enterprise that is open among others', async () => {
    const [closed, open, later] = [nextCode(), nextCode('92'), nextCode()];
    await commerce.register({ code: closed, operatorId: personId, establishedOn: '2025-01-01' });
    await commerce.register({ code: open, operatorId: personId, kind: 'SELF_EMPLOYED', establishedOn: '2025-06-01' });
    await commerce.register({ code: later, operatorId: personId, establishedOn: '2026-10-01' });
    await commerce.shut(closed);
    await commerce.shut(open);
    expect(
      await ask(`
        operatesEnterprise { answer }
        between: operatesEnterprise(on: "2026-09-15") { answer reason }
        earlier: operatesEnterprise(on: "2026-08-15") { answer }
      `),
    ).toEqual({
      operatesEnterprise: { answer: 'YES' },
      between: { answer: 'NO', reason: 'CLOSED' },
      earlier: { answer: 'YES' },
    });
  });

  it('answers about fifty people with one query', async () => {
    const people = Array.from({ length: 50 }, () => commerce.newPersonId());
    for (const operatorId of people.slice(0, 3)) await commerce.register({ code: nextCode(), operatorId });
    commerce.takeReads();
    const { data } = await commerce.as('commerce').entities(
      'Person',
      people.map((id) => ({ id })),
      'id operatesEnterprise { answer }',
    );
    expect(commerce.takeReads()).toEqual({ enterprises: 1 });
    expect(data?.['_entities']).toEqual(
      people.map((id, index) => ({ id, operatesEnterprise: { answer: index < 3 ? 'YES' : 'NO' } })),
    );
  });

  it('takes over enterprises of an older system, each code once', async () => {
    const enterprise = {
      _id: nextCode('92'),
      name: '秀山海丰小吃店',
      kind: 'SELF_EMPLOYED',
      regionCode: '330921200200',
      establishedOn: '2024-05-01',
      operatorId: personId,
      warnings: [],
      updatedAt: new Date('2026-01-31T00:00:00Z'),
    } as const;
    await intakeCommerce(commerce.store, { enterprises: [enterprise] });
    expect(await ask('operatesEnterprise { answer asOf }')).toEqual({
      operatesEnterprise: { answer: 'YES', asOf: enterprise.updatedAt },
    });
    await expect(intakeCommerce(commerce.store, { enterprises: [enterprise] })).rejects.toThrow(DuplicateKeyError);
  });
});
