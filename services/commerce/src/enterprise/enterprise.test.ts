import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  company,
  complete,
  cooperative,
  errorOf,
  nextCode,
  nextKey,
  nonProfit,
  stall,
  tryCommerce,
} from '../commerce.fixture.js';

describe('enterprises', () => {
  let commerce: Awaited<ReturnType<typeof tryCommerce>>;

  beforeAll(async () => {
    commerce = await tryCommerce();
  });
  afterAll(() => commerce.close());

  it('registers an enterprise under its normalised code, open and with its operator', async () => {
    const operatorId = commerce.newPersonId();
    const { data, errors } = await commerce.register({ code: ` ${company.toLowerCase()}`, operatorId });
    expect(errors).toEqual([]);
    expect(data?.['registerEnterprise']).toEqual({
      code: company,
      name: '秀山海兴船舶修造有限公司',
      kind: 'COMPANY',
      status: 'ACTIVE',
      regionCode: '330921200',
      establishedOn: '2026-03-01',
      closedOn: null,
      operator: { id: operatorId },
      warnings: [],
    });
    expect((await commerce.look(company)).data?.['enterprise']).toMatchObject({ code: company, status: 'ACTIVE' });
  });

  it.each([
    [stall, 'SELF_EMPLOYED'],
    [cooperative, 'COOPERATIVE'],
    [nonProfit, 'NON_PROFIT'],
    [complete('51990001MA000005X'), 'NON_PROFIT'],
    [complete('53990001MA000006X'), 'NON_PROFIT'],
    [complete('11990001MA000007X'), 'PUBLIC_BODY'],
    [complete('12990001MA000008X'), 'PUBLIC_BODY'],
  ])('takes %s as %s and as nothing else', async (code, kind) => {
    const kinds = ['COMPANY', 'SELF_EMPLOYED', 'COOPERATIVE', 'NON_PROFIT', 'PUBLIC_BODY'];
    for (const other of kinds.filter((each) => each !== kind)) {
      expect(errorOf(await commerce.register({ code, kind: other }))).toEqual({
        code: 'BAD_USER_INPUT',
        field: 'input.kind',
        reason: 'OTHER_KIND',
      });
    }
    const { data } = await commerce.register({ code, kind });
    expect(data?.['registerEnterprise']).toMatchObject({ code, kind });
  });

  it('keeps a code whose inner organisation code fails its check, with a warning', async () => {
    const code = complete('92990001MA0000020');
    const { data } = await commerce.register({ code, kind: 'SELF_EMPLOYED' });
    expect(data?.['registerEnterprise']).toMatchObject({ code, warnings: ['ORGANISATION_CHECK_FAILED'] });
  });

  it('refuses a code, name, region, date or operator that cannot be, naming the field and the rule', async () => {
    const code = nextCode();
    const refusals = [
      [{ code: '91990001MA00000158' }, 'input.code', 'BAD_CHECK_DIGIT'],
      [{ code: '91990001MA0000' }, 'input.code', 'BAD_LENGTH'],
      [{ code: complete('31990001MA000009X') }, 'input.code', 'UNCOVERED_CATEGORY'],
      [{ name: '  ' }, 'input.name', 'BAD_LENGTH'],
      [{ name: '店'.repeat(101) }, 'input.name', 'BAD_LENGTH'],
      [{ name: '店\u0000' }, 'input.name', 'BAD_CHARACTER'],
      [{ name: '\u2067店' }, 'input.name', 'BAD_CHARACTER'],
      [{ name: '店\udc00铺' }, 'input.name', 'BAD_CHARACTER'],
      [{ idempotencyKey: 'key\ud800' }, 'input.idempotencyKey', 'BAD_CHARACTER'],
      [{ regionCode: '3309' }, 'input.regionCode', 'BAD_LENGTH'],
      [{ regionCode: '190921' }, 'input.regionCode', 'UNKNOWN_PROVINCE'],
      [{ establishedOn: '2026-11-23' }, 'input.establishedOn', 'FUTURE_DATE'],
      [{ operatorId: 'p123' }, 'input.operatorId', 'BAD_PERSON_ID'],
    ] as const;
    for (const [changes, field, reason] of refusals) {
      expect(errorOf(await commerce.register({ code, ...changes }))).toEqual({ code: 'BAD_USER_INPUT', field, reason });
    }
    expect(errorOf(await commerce.look(code))).toEqual({ code: 'NOT_FOUND', reason: 'NO_RECORD' });
  });

  it('takes regions of six, nine and twelve digits, the synthetic one included', async () => {
    for (const regionCode of ['330921', '330921200', '330921200203', '990001']) {
      const { data } = await commerce.register({ code: nextCode(), regionCode });
      expect(data?.['registerEnterprise']).toMatchObject({ regionCode });
    }
  });

  it('keeps a code for ever', async () => {
    const code = nextCode();
    await commerce.register({ code });
    expect(errorOf(await commerce.register({ code }))).toEqual({
      code: 'CONFLICT',
      field: 'input.code',
      reason: 'CODE_TAKEN',
    });
    await commerce.shut(code);
    expect(errorOf(await commerce.register({ code, name: '另一家' }))).toMatchObject({ reason: 'CODE_TAKEN' });
  });

  it('keeps one of two registrations of a code that come at once under different keys', async () => {
    const code = nextCode();
    const both = await Promise.all([commerce.register({ code }), commerce.register({ code })]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.flatMap(({ errors }) => errors.map(({ extensions }) => extensions['code']))).toEqual(['CONFLICT']);
  });

  it('gives the first answer again for the same key and content, and a conflict for other content', async () => {
    const input = { idempotencyKey: nextKey(), code: nextCode() };
    const both = await Promise.all([commerce.register(input), commerce.register(input)]);
    expect(both[0]?.errors).toEqual([]);
    expect(both[0]?.data).toEqual(both[1]?.data);
    expect(errorOf(await commerce.register({ ...input, name: '另一家' }))).toMatchObject({
      code: 'CONFLICT',
      field: 'input.idempotencyKey',
      reason: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('closes an enterprise once, not before it was established and not in the future', async () => {
    const code = nextCode();
    await commerce.register({ code });
    const early = await commerce.shut(code, { closedOn: '2026-02-28' });
    expect(errorOf(early)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.closedOn', reason: 'DATE_ORDER' });
    const late = await commerce.shut(code, { closedOn: '2026-11-23' });
    expect(errorOf(late)).toMatchObject({ code: 'BAD_USER_INPUT', field: 'input.closedOn', reason: 'FUTURE_DATE' });
    const { data } = await commerce.shut(code.toLowerCase());
    expect(data?.['closeEnterprise']).toMatchObject({ code, status: 'CLOSED', closedOn: '2026-09-01' });
    expect((await commerce.look(code)).data?.['enterprise']).toMatchObject({
      status: 'CLOSED',
      closedOn: '2026-09-01',
    });
    expect(errorOf(await commerce.shut(code))).toMatchObject({ code: 'CONFLICT', reason: 'ALREADY_CLOSED' });
    expect(errorOf(await commerce.shut(nextCode()))).toEqual({ code: 'NOT_FOUND', field: 'input.code' });
  });

  it('keeps the full-width brackets of a registered name', async () => {
    const { data } = await commerce.register({ code: nextCode(), name: '海兴（舟山）船舶有限公司' });
    expect(data?.['registerEnterprise']).toMatchObject({ name: '海兴（舟山）船舶有限公司' });
  });

  it('refuses a code to look up that is no text', async () => {
    for (const [code, reason] of [
      ['', 'BAD_LENGTH'],
      ['91990001MA0000015\u0000', 'BAD_CHARACTER'],
      ['91990001MA0000015\ud800', 'BAD_CHARACTER'],
      ['\u202e1990001MA00000157', 'BAD_LENGTH'],
    ] as const) {
      expect(errorOf(await commerce.look(code))).toEqual({ code: 'BAD_USER_INPUT', field: 'code', reason });
    }
  });

  it('tells a code that breaks a rule from one that nobody holds', async () => {
    const bad = await commerce.look('91990001MA00000158');
    expect(errorOf(bad)).toEqual({ code: 'BAD_USER_INPUT', field: 'code', reason: 'BAD_CHECK_DIGIT' });
    const unheld = await commerce.look(nextCode());
    expect(errorOf(unheld)).toEqual({ code: 'NOT_FOUND', reason: 'NO_RECORD' });
    expect(unheld.data).toEqual({ enterprise: null });
    expect(unheld.errors[0]?.path).toEqual(['enterprise']);
  });

  it('answers about many employers with one query, and names the one that nobody holds', async () => {
    const codes = [nextCode(), nextCode('92'), nextCode()];
    await commerce.register({ code: codes[0] });
    await commerce.register({ code: codes[1], kind: 'SELF_EMPLOYED' });
    commerce.takeReads();
    const { data, errors } = await commerce.as('labor', { purpose: 'EMPLOYMENT_CHECK' }).entities(
      'Enterprise',
      codes.map((code) => ({ code })),
      'code kind status',
    );
    expect(commerce.takeReads()).toEqual({ enterprises: 1 });
    expect(data?.['_entities']).toEqual([
      { code: codes[0], kind: 'COMPANY', status: 'ACTIVE' },
      { code: codes[1], kind: 'SELF_EMPLOYED', status: 'ACTIVE' },
      null,
    ]);
    expect(errors.map(({ path, extensions }) => [path, extensions])).toEqual([
      [['_entities', 2], { code: 'NOT_FOUND', reason: 'NO_RECORD' }],
    ]);
  });

  it('refuses codes and regions of the synthetic province in production', async () => {
    const production = await tryCommerce({ synthetic: false });
    try {
      const refused = { code: 'BAD_USER_INPUT', reason: 'SYNTHETIC_NUMBER' };
      expect(errorOf(await production.register({ code: company }))).toEqual({ ...refused, field: 'input.code' });
      expect(errorOf(await production.look(company))).toEqual({ ...refused, field: 'code' });
      const real = complete('91330921MA0000010');
      expect(errorOf(await production.register({ code: real, regionCode: '990001' }))).toEqual({
        ...refused,
        field: 'input.regionCode',
      });
      expect((await production.register({ code: real })).errors).toEqual([]);
    } finally {
      await production.close();
    }
  });
});
