import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherVillage, rectangle, refusalOf, tryCommunity, village } from '../community.fixture.js';

describe('the grid of a dwelling', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  const code = (serial: string) => `${village}${serial}`;
  const inFirst = { longitude: 122.105, latitude: 30.105 };
  const inShipyard = { longitude: 122.155, latitude: 30.105 };
  const nowhere = { longitude: 100, latitude: 30 };

  beforeAll(async () => {
    community = await tryCommunity();
    const { must, defineGrid } = community;
    await must(defineGrid('001', { polygon: rectangle(122.1, 30.1) }));
    await must(defineGrid('002', { polygon: rectangle(122.11, 30.1) }));
    await must(defineGrid('003'));
    await must(defineGrid('901', { kind: 'SPECIAL', polygon: rectangle(122.1, 30.1, 0.06) }));
    const other = { code: `${otherVillage}001`, regionCode: otherVillage };
    await must(defineGrid('', { ...other, polygon: rectangle(122.3, 30.1) }));
    community.takeReads();
  });
  afterAll(() => community.close());

  const ask = (...dwellings: readonly object[]) => {
    const keys = dwellings.map((dwelling, index) => ({ id: `dwelling-${String(index)}`, ...dwelling }));
    return community.as('community', { purpose: 'GRID_VISIT' }).entities('Dwelling', keys, 'grid { code }');
  };
  const gridOf = async (dwelling: object): Promise<unknown> => {
    const { data } = await ask(dwelling);
    const [found] = data?.['_entities'] as { grid: { code: string } | null }[];
    return found?.grid?.code ?? null;
  };

  it('is the basic grid that it stands in, whatever code it was registered with', async () => {
    expect(await gridOf({ location: inFirst })).toBe(code('001'));
    for (const gridCode of [code('001'), code('002'), code('003'), code('901'), code('999')]) {
      expect(await gridOf({ gridCode, location: inFirst })).toBe(code('001'));
    }
  });

  it('is a special grid where no basic one was drawn', async () => {
    expect(await gridOf({ location: inShipyard })).toBe(code('901'));
  });

  it('is the registered one of two whose border it stands on, else the first', async () => {
    const onBorder = { longitude: 122.11, latitude: 30.105 };
    expect(await gridOf({ location: onBorder })).toBe(code('001'));
    expect(await gridOf({ location: onBorder, gridCode: code('002') })).toBe(code('002'));
  });

  it('is the registered one where it was not located, or where that grid was not drawn', async () => {
    expect(await gridOf({ gridCode: code('002'), location: null })).toBe(code('002'));
    expect(await gridOf({ gridCode: code('003'), location: nowhere })).toBe(code('003'));
  });

  it('is sought in the village of its code only', async () => {
    const acrossTheBorder = { longitude: 122.305, latitude: 30.105 };
    expect(await gridOf({ location: acrossTheBorder })).toBe(`${otherVillage}001`);
    expect(await gridOf({ gridCode: code('003'), location: acrossTheBorder })).toBe(code('003'));
  });

  it.each([
    ['nothing is known of it', {}],
    ['police answered nothing', { gridCode: null, location: null }],
    ['its code has no grid', { gridCode: code('999') }],
    ['it stands in no grid', { location: nowhere }],
    ['it stands outside the grid that it was registered with', { gridCode: code('001'), location: nowhere }],
  ])('is null with an error beside it when %s', async (_what, dwelling) => {
    const answered = await ask(dwelling);
    expect(answered.data).toEqual({ _entities: [{ grid: null }] });
    expect(refusalOf(answered)).toEqual(['NOT_FOUND', 'NO_RECORD', undefined]);
  });

  it('costs fifty dwellings what it costs one', async () => {
    const located = Array.from({ length: 48 }, (_, index) => ({
      ...(index % 2 === 0 && { gridCode: code('001') }),
      location: { longitude: 122.1 + (index + 0.5) * 0.0004, latitude: 30.105 },
    }));
    community.takeReads();
    const { data, errors } = await ask(...located, { gridCode: code('002') }, { gridCode: code('003') });
    expect(errors).toEqual([]);
    expect(community.takeReads()).toEqual({ grids: 2 });
    const found = (data?.['_entities'] as { grid: { code: string } }[]).map(({ grid }) => grid.code.slice(-3));
    const expected = located.map(({ location }) => (location.longitude < 122.11 ? '001' : '002'));
    expect(found).toEqual([...expected, '002', '003']);
  });
});
