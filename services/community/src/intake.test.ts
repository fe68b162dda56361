import { afterAll, beforeAll, expect, it } from 'vitest';
import { rectangle, tryCommunity, village } from './community.fixture.js';
import { intakeCommunity } from './intake.js';

let community: Awaited<ReturnType<typeof tryCommunity>>;
beforeAll(async () => {
  community = await tryCommunity();
});
afterAll(() => community.close());

it('takes over grids that are found by place then, visits that are found by person, and stations', async () => {
  const updatedAt = new Date('2026-10-01T00:00:00Z');
  const personId = community.newPersonId();
  const grid = { name: '网格', regionCode: village, kind: 'BASIC', updatedAt } as const;
  await intakeCommunity(community.store, {
    grids: [
      { _id: `${village}001`, polygon: rectangle(122.1, 30.1), ...grid },
      { _id: `${village}002`, ...grid },
    ],
    visits: [
      { _id: 'v-1', dwellingId: 'd-1', personIds: [personId], visitedOn: '2026-10-01', outcome: 'MET', updatedAt },
    ],
    stations: [{ _id: `S${village}`, name: '秀东村站', regionCode: village, kind: 'VILLAGE', updatedAt }],
  });
  const officer = community.as('community');
  const location = { longitude: 122.105, latitude: 30.105 };
  const dwellings = await officer.entities('Dwelling', [{ id: 'd-1', location }], 'grid { code }');
  expect(dwellings.data).toEqual({ _entities: [{ grid: { code: `${village}001` } }] });
  const people = await officer.entities(
    'Person',
    [{ id: personId }],
    'seenByCommunity(withinDays: 90) { answer asOf }',
  );
  expect(people.data).toEqual({ _entities: [{ seenByCommunity: { answer: 'YES', asOf: updatedAt } }] });
  const { data } = await officer.query('query ($code: String!) { station(code: $code) { name } }', {
    code: `S${village}`,
  });
  expect(data).toEqual({ station: { name: '秀东村站' } });
});
