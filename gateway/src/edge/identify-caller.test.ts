import { HubError } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import type { Client } from '../access/client.js';
import { identifyCaller } from './identify-caller.js';

const client: Client = {
  _id: 'education-system',
  department: 'education',
  purposes: ['SCHOOL_ADMISSION', 'OWN_RECORDS', 'STATISTICS'],
  jwks: { keys: [] },
  active: true,
};
const headers = { 'hub-purpose': 'SCHOOL_ADMISSION', 'hub-officer': 'officer-7', 'hub-case': 'RX-2026-12' };

function refusal(changed: Readonly<Record<string, string | undefined>>): readonly unknown[] {
  try {
    identifyCaller(client, { ...headers, ...changed });
  } catch (error) {
    if (error instanceof HubError) return [error.code, error.details.field];
    throw error;
  }
  return [];
}

describe('The caller of a request', () => {
  it('is the client with its purpose, officer and case', () => {
    expect(identifyCaller(client, headers)).toEqual({
      client: 'education-system',
      department: 'education',
      purpose: 'SCHOOL_ADMISSION',
      officer: 'officer-7',
      caseNumber: 'RX-2026-12',
    });
    expect(identifyCaller({ ...client, zone: '330921200' }, headers)).toMatchObject({ zone: '330921200' });
  });

  it('may leave the case out for purposes that have none', () => {
    expect(refusal({ 'hub-purpose': 'OWN_RECORDS', 'hub-case': undefined })).toEqual([]);
    expect(refusal({ 'hub-purpose': 'STATISTICS', 'hub-case': undefined })).toEqual([]);
  });

  it('may give a case number in Chinese, percent-encoded', () => {
    const caseNumber = '舟教〔2026〕12号';
    expect(identifyCaller(client, { ...headers, 'hub-case': encodeURIComponent(caseNumber) })).toMatchObject({
      caseNumber,
    });
  });

  it('may have an officer with a Chinese name, percent-encoded', () => {
    expect(identifyCaller(client, { ...headers, 'hub-officer': encodeURIComponent('李警官') })).toMatchObject({
      officer: '李警官',
    });
  });

  it.each([
    ['no purpose', { 'hub-purpose': undefined }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ['an unknown purpose', { 'hub-purpose': 'CURIOSITY' }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ['two purposes', { 'hub-purpose': 'OWN_RECORDS, SCHOOL_ADMISSION' }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ['a purpose of another department', { 'hub-purpose': 'LICENSING' }, 'PURPOSE_REQUIRED', 'Hub-Purpose'],
    ['no officer', { 'hub-officer': undefined }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['an empty officer', { 'hub-officer': '' }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['an officer of blanks', { 'hub-officer': '   ' }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['an officer that is too long', { 'hub-officer': 'x'.repeat(129) }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['an officer in raw bytes', { 'hub-officer': 'ä' }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['an officer with a hidden line break', { 'hub-officer': 'a%0Ab' }, 'BAD_USER_INPUT', 'Hub-Officer'],
    ['no case', { 'hub-case': undefined }, 'BAD_USER_INPUT', 'Hub-Case'],
    ['a case with a control character', { 'hub-case': 'a%00b' }, 'BAD_USER_INPUT', 'Hub-Case'],
    ['a case with a bidirectional override', { 'hub-case': 'a%E2%80%AEb' }, 'BAD_USER_INPUT', 'Hub-Case'],
    ['a case that is not UTF-8', { 'hub-case': '%FF' }, 'BAD_USER_INPUT', 'Hub-Case'],
    ['a case in raw bytes', { 'hub-case': 'ä' }, 'BAD_USER_INPUT', 'Hub-Case'],
  ])('is refused with %s', (_, changed, code, field) => {
    expect(refusal(changed)).toEqual([code, field]);
  });
});
