import { describe, expect, it } from 'vitest';
import { DepartmentFailure } from './department-unavailable.js';
import { readAnswer, RefusedByDepartment } from './read-answer.js';

const json = 'application/json; charset=utf-8';
const answer = (body: unknown, { status = 200, contentType = json } = {}): Parameters<typeof readAnswer>[0] => ({
  status,
  contentType,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

function failureOf(...[sent, fits = () => true]: Partial<Parameters<typeof readAnswer>>): string {
  try {
    readAnswer(sent ?? answer({}), fits);
  } catch (error) {
    if (error instanceof DepartmentFailure) return error.failure;
    if (error instanceof RefusedByDepartment) return 'REFUSED';
    throw error;
  }
  return 'none';
}

describe('The answer of a department', () => {
  it('passes with its data and its errors', () => {
    const errors = [
      { message: 'None', path: ['person', 'x'], extensions: { code: 'NOT_FOUND', field: 'id', serviceName: 'labor' } },
    ];
    expect(readAnswer(answer({ data: { person: null }, errors }), () => true)).toEqual({
      data: { person: null },
      errors: [{ message: 'None', path: ['person', 'x'], extensions: { code: 'NOT_FOUND', field: 'id' } }],
    });
  });

  it.each([
    ['HTML', answer('<html>', { contentType: 'text/html' }), 'BAD_CONTENT'],
    ['truncated JSON', answer('{"data": {"per'), 'BAD_CONTENT'],
    ['a text', answer('"x"'), 'BAD_SHAPE'],
    ['nothing', answer({}), 'BAD_SHAPE'],
    ['an empty list of errors', answer({ errors: [] }), 'BAD_SHAPE'],
    ['errors that are none', answer({ errors: ['x'] }), 'BAD_SHAPE'],
    ['an internal error', answer({ errors: [{ message: 'x' }] }, { status: 500 }), 'BAD_STATUS'],
    ['a redirect', answer('', { status: 302 }), 'BAD_CONTENT'],
    ['a refusal of our token', answer({ errors: [{ message: 'x' }] }, { status: 401 }), 'REFUSED'],
    ['a refusal by policy', answer({ errors: [{ message: 'x' }] }, { status: 403 }), 'REFUSED'],
  ])('does not pass when it is %s', (_, sent, failure) => {
    expect(failureOf(sent)).toBe(failure);
  });

  it('does not pass when the data does not fit', () => {
    expect(failureOf(answer({ data: { person: 5 } }), () => false)).toBe('BAD_SHAPE');
  });

  it('passes ten errors of an answer, and ten of each entity', () => {
    const told = (path: readonly unknown[]): unknown => ({ message: 'None', path, extensions: { code: 'NOT_FOUND' } });
    const many = Array.from({ length: 2_000 }, (_, index) => told(['page', index]));
    expect(readAnswer(answer({ data: { page: [] }, errors: many }), () => true).errors).toHaveLength(10);
    const entities = Array.from({ length: 50 }, () => null);
    const ofEach = entities.flatMap((_, index) => Array.from({ length: 20 }, () => told(['_entities', index, 'x'])));
    const { errors = [] } = readAnswer(answer({ data: { _entities: entities }, errors: ofEach }), () => true);
    expect(errors).toHaveLength(500);
    expect(new Set(errors.map(({ path }) => path?.[1])).size).toBe(50);
  });

  it('passes texts without numbers of people, and no longer than a sentence', () => {
    const number = '990001199001010015';
    const extensions = { code: 'CONFLICT', reason: `TAKEN_BY ${number}` };
    const { errors = [] } = readAnswer(
      answer({ errors: [{ message: `Taken by ${number}: ${'x'.repeat(5_000)}`, path: [], extensions }] }),
      () => true,
    );
    expect(JSON.stringify(errors)).not.toContain(number);
    expect(errors.map(({ message }) => message.length)).toEqual([300]);
    // An empty path stands nowhere
    expect(errors[0]).not.toHaveProperty('path');
  });

  it('keeps from the caller what only the gateway could have done wrong', () => {
    const errors = [
      { message: 'Cannot query field "x" on type "Y"', extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } },
    ];
    expect(readAnswer(answer({ errors }, { status: 400 }), () => true).errors).toMatchObject([
      { extensions: { code: 'INTERNAL_SERVER_ERROR' } },
    ]);
  });

  it('replaces texts of graphql-js, which quote values', () => {
    const errors = [{ message: 'Variable "$on" got invalid value "secret"', extensions: { code: 'BAD_USER_INPUT' } }];
    const read = readAnswer(answer({ errors }, { status: 400 }), () => true).errors ?? [];
    expect(read.map(({ message }) => message.includes('secret'))).toEqual([false]);
  });
});
