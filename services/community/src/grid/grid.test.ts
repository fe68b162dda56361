import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { metre, otherVillage, rectangle, refusalOf, tryCommunity, village } from '../community.fixture.js';

let community: Awaited<ReturnType<typeof tryCommunity>>;
beforeEach(async () => {
  community = await tryCommunity();
});
afterEach(() => community.close());

const square = rectangle(122.1, 30.1);
const elsewhere = rectangle(122.2, 30.2);

describe('defining a grid', () => {
  it('gives the grid, which everybody may read then', async () => {
    const grid = { code: `${village}001`, name: '第一网格', regionCode: village, kind: 'BASIC', polygon: square };
    expect(await community.must(community.defineGrid('001', { polygon: square }))).toEqual(grid);
    for (const [department, purpose] of [
      ['commerce', 'LICENSING'],
      ['police', 'OWN_RECORDS'],
      ['hub', 'STATISTICS'],
    ] as const) {
      const { data } = await community
        .as(department, { purpose })
        .query(`{ grid(code: "${village}001") { code name regionCode kind polygon } }`);
      expect(data).toEqual({ grid });
    }
  });

  it('answers its entity by its code, and null for a code without a grid', async () => {
    await community.must(community.defineGrid('001'));
    const anybody = community.as('education', { purpose: 'SCHOOL_ADMISSION' });
    const keys = [{ code: `${village}001` }, { code: `${village}002` }];
    const { data } = await anybody.entities('Grid', keys, 'code polygon');
    expect(data).toEqual({ _entities: [{ code: `${village}001`, polygon: null }, null] });
    expect((await anybody.query(`{ grid(code: "${village}002") { code } }`)).data).toEqual({ grid: null });
    expect(refusalOf(await anybody.query('{ grid(code: "330921") { code } }'))).toEqual([
      'BAD_USER_INPUT',
      'BAD_LENGTH',
      'code',
    ]);
  });

  it('takes the polygon as a literal too', async () => {
    const { errors } = await community.as('community').query(`mutation { defineGrid(input: {
        code: "${village}001" name: "码头" regionCode: "${village}" kind: SPECIAL
        polygon: { type: "Polygon", coordinates: [[[122.1, 30.1], [122.11, 30.1], [122.11, 30.11], [122.1, 30.1]]] }
      }) { code } }`);
    expect(errors).toEqual([]);
  });

  it('is the same grid again with the same content, whichever key came with it, if any', async () => {
    const first = await community.must(community.defineGrid('001', { polygon: square }));
    expect(await community.must(community.defineGrid('001', { polygon: square }))).toEqual(first);
    const keyed = { polygon: square, idempotencyKey: 'once' };
    expect(await community.must(community.defineGrid('001', keyed))).toEqual(first);
    expect(await community.must(community.defineGrid('001', keyed))).toEqual(first);
  });

  it('keeps the signs of a name as they were written', async () => {
    const grid = await community.must(community.defineGrid('001', { name: ' 码头（北）网格 ' }));
    expect(grid['name']).toBe('码头（北）网格');
  });

  it.each([
    ['name', { name: '第二网格' }],
    ['kind', { kind: 'SPECIAL' }],
    ['polygon', { polygon: elsewhere }],
    ['polygon left out', { polygon: null }],
  ])('refuses another %s under the same code', async (_what, changes) => {
    await community.must(community.defineGrid('001', { polygon: square }));
    const again = await community.defineGrid('001', { polygon: square, ...changes });
    expect(refusalOf(again)).toEqual(['CONFLICT', 'CODE_TAKEN', 'input.code']);
  });

  it.each([
    ['code', { code: '330921200200' }, 'BAD_LENGTH', 'input.code'],
    ['village', { regionCode: '330921200' }, 'BAD_LENGTH', 'input.regionCode'],
    ['other village', { regionCode: otherVillage }, 'OTHER_VILLAGE', 'input.code'],
    ['name', { name: ' ' }, 'BAD_LENGTH', 'input.name'],
    ['name with a lone surrogate', { name: '网格\ud800' }, 'BAD_CHARACTER', 'input.name'],
    ['code with a NUL', { code: `${village}00\u0000` }, 'BAD_CHARACTER', 'input.code'],
    ['village with a bidi control', { regionCode: `\u2066${village}` }, 'BAD_CHARACTER', 'input.regionCode'],
    ['key with a NUL', { idempotencyKey: 'a\u0000' }, 'BAD_CHARACTER', 'input.idempotencyKey'],
    ['polygon', { polygon: { type: 'Point', coordinates: [1, 1] } }, 'BAD_POLYGON', 'input.polygon.type'],
    ['shape', { polygon: rectangle(100, 30, 5, 5) }, 'TOO_LARGE', 'input.polygon'],
  ])('names the field and the rule for a bad %s', async (_what, changes, reason, field) => {
    expect(refusalOf(await community.defineGrid('001', changes))).toEqual(['BAD_USER_INPUT', reason, field]);
  });
});

describe('a client with a zone', () => {
  it.each([
    ['its village', village],
    ['its township', '330921200'],
  ])('defines the grids of %s', async (_what, zone) => {
    await community.must(community.defineGrid('001', {}, { zone }));
  });

  it.each([
    ['another village', otherVillage],
    ['another county', '330922'],
    ['a zone that is no code', '33092120020'],
  ])('does not define those outside: %s', async (_what, zone) => {
    const { data, errors } = await community.defineGrid('001', {}, { zone });
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions)).toEqual([
      { code: 'FORBIDDEN', fields: ['Mutation.defineGrid'], reason: 'OUTSIDE_ZONE' },
    ]);
    const { data: found } = await community.as('community').query(`{ grid(code: "${village}001") { code } }`);
    expect(found).toEqual({ grid: null });
  });
});

describe('the grids of a village', () => {
  it('may share a border, and slivers that come of rounding', async () => {
    await community.must(community.defineGrid('001', { polygon: square }));
    await community.must(community.defineGrid('002', { polygon: rectangle(122.11, 30.1) }));
    await community.must(community.defineGrid('003', { polygon: rectangle(122.1, 30.11 - metre / 100) }));
  });

  it('may not share ground: the refusal names the other grid', async () => {
    await community.must(community.defineGrid('001', { polygon: square }));
    const second = await community.defineGrid('002', { polygon: rectangle(122.11 - metre, 30.1) });
    expect(refusalOf(second)).toEqual(['CONFLICT', 'GRID_OVERLAPS', 'input.polygon']);
    expect(second.errors[0]?.message).toContain(`${village}001`);
    const within = await community.defineGrid('002', { polygon: rectangle(122.104, 30.104, metre * 3, metre * 3) });
    expect(refusalOf(within)).toEqual(['CONFLICT', 'GRID_OVERLAPS', 'input.polygon']);
  });

  it('may lie in what another leaves out', async () => {
    const yard = rectangle(122.104, 30.104, 0.002, 0.002);
    const coordinates = [...square.coordinates, ...yard.coordinates];
    await community.must(community.defineGrid('001', { polygon: { type: 'Polygon', coordinates } }));
    await community.must(community.defineGrid('002', { polygon: yard }));
  });

  it('keep special grids apart from each other, and let them lie over basic ones', async () => {
    await community.must(community.defineGrid('001', { polygon: square }));
    await community.must(community.defineGrid('901', { kind: 'SPECIAL', polygon: square }));
    const second = await community.defineGrid('902', { kind: 'SPECIAL', polygon: square });
    expect(refusalOf(second)).toEqual(['CONFLICT', 'GRID_OVERLAPS', 'input.polygon']);
  });

  it('are compared within the village only: each village draws its own', async () => {
    await community.must(community.defineGrid('001', { polygon: square }));
    const changes = { code: `${otherVillage}001`, regionCode: otherVillage, polygon: square };
    await community.must(community.defineGrid('001', changes));
  });

  it('let one of two win that claim the same ground at once', async () => {
    const serials = ['001', '002', '003', '004'];
    const answers = await Promise.all(serials.map((serial) => community.defineGrid(serial, { polygon: square })));
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const refused = answers.filter(({ errors }) => errors.length > 0).map(refusalOf);
    expect(refused).toEqual(Array(3).fill(['CONFLICT', 'GRID_OVERLAPS', 'input.polygon']));
  });

  it('are one grid when the same one comes twice at once', async () => {
    const [first, second] = await Promise.all([1, 2].map(() => community.must(community.defineGrid('001'))));
    expect(second).toEqual(first);
  });
});

describe('any division of a village', () => {
  /** Cuts through a rectangle, in whole steps of about 100 m. */
  const cuts = fc
    .uniqueArray(fc.integer({ min: 1, max: 19 }), { maxLength: 3 })
    .map((inner) => [0, ...inner, 20].sort((a, b) => a - b));
  const step = 0.001;
  const cell = (columns: readonly number[], rows: readonly number[], index: number) => {
    const [i, j] = [index % (columns.length - 1), Math.floor(index / (columns.length - 1))];
    const [west = 0, east = 0, south = 0, north = 0] = [columns[i], columns[i + 1], rows[j], rows[j + 1]];
    return rectangle(122.1 + west * step, 30.1 + south * step, (east - west) * step, (north - south) * step);
  };
  let villages = 200;

  it('into rectangles is taken, in any order, and one more that overlaps any of them is refused', async () => {
    const intruder = fc.record({
      west: fc.integer({ min: -5, max: 19 }),
      south: fc.integer({ min: -5, max: 19 }),
      size: fc.integer({ min: 6, max: 10 }),
    });
    await fc.assert(
      fc.asyncProperty(cuts, cuts, fc.boolean(), intruder, async (columns, rows, isReversed, { west, south, size }) => {
        const regionCode = `330921200${String((villages += 1))}`;
        const define = (serial: number, polygon: object) => {
          const code = `${regionCode}${String(serial + 1).padStart(3, '0')}`;
          return community.defineGrid('', { code, regionCode, polygon });
        };
        const serials = Array.from({ length: (columns.length - 1) * (rows.length - 1) }, (_, index) => index);
        for (const serial of isReversed ? serials.reverse() : serials) {
          expect((await define(serial, cell(columns, rows, serial))).errors).toEqual([]);
        }
        const over = rectangle(122.1 + (west + 0.5) * step, 30.1 + (south + 0.5) * step, size * step, size * step);
        expect(refusalOf(await define(998, over))).toEqual(['CONFLICT', 'GRID_OVERLAPS', 'input.polygon']);
      }),
      { numRuns: 30 },
    );
  });
});
