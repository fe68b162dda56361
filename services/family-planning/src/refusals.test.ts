import { buildSubgraph, collectionsOf } from '@hub/subgraph';
import { describe, expect, it } from 'vitest';
import { createFamilyPlanningSubgraph } from './subgraph.js';

/**
 * What this department must never hold in the hub, in the three ways somebody would write it: who is pregnant, who prevents
 * it, who bore how many children, who is married.
 */
const forbidden = [
  /孕|避育|节育|生育|绝育|育龄|堕胎|流产|引产|分娩|产检|产妇|胎次|结扎|上环|环检|超生|计划外|婚|月经/,
  /pregnan|gestat|contracept|birth|fertil|abort|steril|matern|miscarr|obstetr|gyn(a|e)ec|menstr|marri|marital|spouse|childbear|\biuds?\b/i,
  /huai_?yun|yun_?(fu|jian|qi|zhou|chan)|bi_?yun|jie_?yu|sheng_?yu|jue_?yu|yu_?ling|duo_?tai|liu_?chan|yin_?chan|fen_?mian|jie_?za|shang_?huan|chao_?sheng|ji_?hua_?wai|hun_?(yin|yu)|jie_?hun/i,
];

const findForbidden = (text: string): readonly string[] =>
  forbidden.map((pattern) => pattern.exec(text)?.[0]).filter((found) => found !== undefined);

describe('what family planning refuses to know', () => {
  it.each([
    ['pregnancyWeeks: Int', 'pregnan'],
    ['"Contraceptive in use"', 'Contracept'],
    ['"避孕节育情况" status: String', '孕'],
    ['birthServiceRegistered: Boolean', 'birth'],
    ['jieyuCuoshi: String', 'jieyu'],
    ['sheng_yu_zhuang_kuang: String', 'sheng_yu'],
    ['hasIud: Boolean iud: Boolean', 'iud'],
    ['婚育证明: String', '婚'],
  ])('would notice %s', (text, found) => {
    expect(findForbidden(text)).toEqual([found]);
  });

  it('has no word of it in its schema, descriptions included', () => {
    expect(findForbidden(buildSubgraph(createFamilyPlanningSubgraph()).sdl)).toEqual([]);
  });

  it('has no word of it in its policy and its collections', () => {
    const definition = createFamilyPlanningSubgraph();
    expect(findForbidden(JSON.stringify([definition.policy, collectionsOf(definition)]))).toEqual([]);
  });

  it('answers one question about a person and no other', () => {
    const person = buildSubgraph(createFamilyPlanningSubgraph()).schema.getType('Person');
    expect(Object.keys(person !== undefined && 'getFields' in person ? person.getFields() : {})).toEqual([
      'id',
      'vaccinationUpToDate',
    ]);
  });
});
