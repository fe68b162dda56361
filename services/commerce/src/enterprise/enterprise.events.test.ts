import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorOf, nextCode, nextKey, tryCommerce } from '../commerce.fixture.js';

describe('what commerce tells of enterprises', () => {
  let commerce: Awaited<ReturnType<typeof tryCommerce>>;

  beforeAll(async () => {
    commerce = await tryCommerce();
  });
  beforeEach(() => commerce.takeEvents());
  afterAll(() => commerce.close());

  it('is that one was registered and that it closed, without name or operator', async () => {
    const code = nextCode();
    await commerce.register({ code, operatorId: commerce.newPersonId() });
    await commerce.shut(code);
    expect((await commerce.takeEvents()).map(({ type, data }) => ({ type, data }))).toEqual([
      {
        type: 'commerce.enterprise.registered',
        data: { code, regionCode: '330921200', establishedOn: '2026-03-01', kind: 'COMPANY' },
      },
      { type: 'commerce.enterprise.closed', data: { code, closedOn: '2026-09-01' } },
    ]);
  });

  it('is one event of two registrations that come at once, under one key or under two', async () => {
    const input = { idempotencyKey: nextKey(), code: nextCode() };
    await Promise.all([commerce.register(input), commerce.register(input)]);
    expect(await commerce.takeEvents()).toHaveLength(1);
    const code = nextCode();
    await Promise.all([commerce.register({ code }), commerce.register({ code })]);
    expect(await commerce.takeEvents()).toHaveLength(1);
  });

  it('is nothing when it is refused', async () => {
    const code = nextCode();
    await commerce.register({ code });
    await commerce.takeEvents();
    expect(errorOf(await commerce.register({ code }))).toMatchObject({ reason: 'CODE_TAKEN' });
    expect(errorOf(await commerce.shut(code, { closedOn: '2026-02-28' }))).toMatchObject({ reason: 'DATE_ORDER' });
    expect(errorOf(await commerce.shut(nextCode()))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await commerce.takeEvents()).toEqual([]);
  });
});
