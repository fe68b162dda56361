import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PurposeCode } from '@hub/domain';
import { callerNames } from '@hub/domain';
import type { PolicyRow } from '@hub/subgraph';
import { decideField, parsePolicyDocument } from '@hub/subgraph';
import { buildSchema, isEnumType, isInputObjectType, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { root } from './source-files.js';

const read = (name: string): string => readFileSync(join(root, 'schemas', name), 'utf8');
const table = parsePolicyDocument(read('policy.json'));
const schema = buildSchema(read('supergraph.graphql'), { assumeValidSDL: true });

interface Described {
  readonly name: string;
  readonly description?: string | null | undefined;
}

/** Every name and description that a caller could meet. */
const words = Object.values(schema.getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .flatMap((type) => {
    const fields: readonly Described[] =
      isObjectType(type) || isInputObjectType(type) ? Object.values<Described>(type.getFields()) : [];
    const values: readonly Described[] = isEnumType(type) ? type.getValues() : [];
    const described: readonly Described[] = [type, ...fields, ...values];
    return described.map(({ name, description }) => ({
      name,
      text: `${name} ${description ?? ''}`,
    }));
  });

const meets = (pattern: RegExp): string[] => words.filter(({ text }) => pattern.test(text)).map(({ name }) => name);
const mayRead = (row: PolicyRow | undefined, purpose: PurposeCode): readonly string[] =>
  callerNames.filter((department) => decideField(row, { department, purpose }) !== 'denied');

describe('what the hub does not do, though asked', () => {
  it('tracks no pregnancy, contraception or births', () => {
    expect(meets(/pregnan|contracept|fertil|abort|birth.?control|孕|节育|避孕|生育史|huaiyun|jieyu|biyun/i)).toEqual(
      [],
    );
  });

  it('rewards no tips on private life', () => {
    expect(meets(/tip.?off|informant|举报|denounc|jubao/i)).toEqual([]);
  });

  it('scores no people and keeps no blacklist', () => {
    expect(
      meets(
        /risk.?score|credit.?score|blacklist|watch.?list|wanted|重点人|重点户|黑名单|风险评分|通缉|zhongdian|heimingdan/i,
      ),
    ).toEqual([]);
  });

  it('searches no trajectories', () => {
    expect(meets(/trajector|whereabout|track(ing|ed)?\b|轨迹|行踪|guiji/i)).toEqual([]);
  });

  it('exports in bulk to nobody: every list of people is bounded by ids that the caller has', () => {
    const listing = Object.values(schema.getQueryType()?.getFields() ?? {}).filter(
      (field) => /Person/.test(String(field.type)) && String(field.type).startsWith('['),
    );
    expect(listing.map(({ name }) => name)).toEqual(['persons']);
    expect(listing[0]?.args.map(({ name, type }) => `${name}: ${String(type)}`)).toEqual(['ids: [ID!]!']);
  });

  it('makes the permit no condition of work or of a licence', () => {
    const permit = table.get('Person.residencePermitValid');
    expect(permit).toBeDefined();
    for (const purpose of ['EMPLOYMENT_CHECK', 'LICENSING', 'SOCIAL_INSURANCE'] as const)
      expect(mayRead(permit, purpose)).toEqual([]);
    expect(mayRead(table.get('Person.residenceRegistered'), 'LICENSING')).toEqual([]);
  });

  it('filters by no ethnic group and no religion', () => {
    expect(meets(/ethnic|religio|minority|民族|宗教|信仰|政治面貌|婚姻|marital|political|minzu|zongjiao/i)).toEqual([]);
  });

  it('has no covert flags, photos or faces', () => {
    // The key of a webhook is no secret about anybody
    const keys = ['rotateSubscriptionSecret', 'secret', 'RotateSubscriptionSecretInput'];
    const met = meets(/covert|hidden|secret|face|photo|biometric|照片|人脸|指纹/i);
    expect(met.filter((name) => !keys.includes(name))).toEqual([]);
  });

  it('gives out no document number, name, phone or birth date of a person', () => {
    const outputs = Object.values(schema.getTypeMap()).filter(
      (type) => isObjectType(type) && !type.name.startsWith('__'),
    );
    const fields = outputs.flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );
    expect(fields.filter((field) => /documentNumber|idNumber|phone|birthDate|\bPerson\.name$/i.test(field))).toEqual(
      [],
    );
  });
});
