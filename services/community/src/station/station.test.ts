import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { otherVillage, refusalOf, tryCommunity, village } from '../community.fixture.js';

const township = '330921200';

describe('defining a service station', () => {
  let community: Awaited<ReturnType<typeof tryCommunity>>;
  beforeAll(async () => {
    community = await tryCommunity();
  });
  afterAll(() => community.close());

  const find = async (code: string) =>
    community.as('community').query('query ($code: String!) { station(code: $code) { code kind } }', { code });

  it('gives a village and a township one each, and further ones a number', async () => {
    const { must, defineStation } = community;
    expect(await must(defineStation(`S${village}`))).toEqual({
      code: `S${village}`,
      name: '秀东村新居民服务管理站',
      regionCode: village,
      kind: 'VILLAGE',
    });
    await must(defineStation(`S${village}-02`));
    await must(defineStation(`S${township}`, { regionCode: township, kind: 'TOWNSHIP' }));
    expect((await find(`S${township}`)).data).toEqual({ station: { code: `S${township}`, kind: 'TOWNSHIP' } });
    expect((await find(`S${otherVillage}`)).data).toEqual({ station: null });
  });

  it('is the same station again with the same content, and a conflict with another', async () => {
    const { must, defineStation } = community;
    const first = await must(defineStation(`S${village}-03`));
    expect(await must(defineStation(`S${village}-03`))).toEqual(first);
    const other = await defineStation(`S${village}-03`, { name: '别的站' });
    expect(refusalOf(other)).toEqual(['CONFLICT', 'CODE_TAKEN', 'input.code']);
  });

  it.each([
    ['a code without S', village, {}, 'BAD_CODE', 'input.code'],
    ['a code of a county', 'S330921', {}, 'BAD_CODE', 'input.code'],
    ['number one, which the first has without saying', `S${village}-01`, {}, 'BAD_CODE', 'input.code'],
    ['number nought', `S${village}-00`, {}, 'BAD_CODE', 'input.code'],
    ['a number of one digit', `S${village}-2`, {}, 'BAD_CODE', 'input.code'],
    ['another village’s code', `S${otherVillage}`, {}, 'OTHER_REGION', 'input.code'],
    ['a village’s station with a township’s code', `S${township}`, {}, 'OTHER_REGION', 'input.code'],
    ['a township’s station of a village', `S${village}`, { kind: 'TOWNSHIP' }, 'BAD_LENGTH', 'input.regionCode'],
    [
      'a whole township as a village',
      `S${township}000`,
      { regionCode: `${township}000` },
      'NOT_A_VILLAGE',
      'input.regionCode',
    ],
    [
      'a province that there is not',
      'S000921200200',
      { regionCode: '000921200200' },
      'UNKNOWN_PROVINCE',
      'input.regionCode',
    ],
    ['no name', `S${village}`, { name: ' ' }, 'BAD_LENGTH', 'input.name'],
  ])('refuses %s', async (_what, code, changes, reason, field) => {
    const refused = await community.defineStation(code, changes);
    expect(refusalOf(refused)).toEqual(['BAD_USER_INPUT', reason, field]);
  });

  it('is for the own zone’s villages', async () => {
    const refused = await community.defineStation(`S${otherVillage}`, { regionCode: otherVillage }, { zone: village });
    expect(refusalOf(refused)).toEqual(['FORBIDDEN', 'OUTSIDE_ZONE', undefined]);
  });

  it('is asked about by a code that could be one', async () => {
    expect(refusalOf(await find('S1'))).toEqual(['BAD_USER_INPUT', 'BAD_CODE', 'code']);
  });
});
