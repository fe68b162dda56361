import { HubError } from '@hub/domain';
import { describe, expect, it } from 'vitest';
import type { LoggerOptions } from './logger.js';
import { createLogger } from './logger.js';

function logTo(level: LoggerOptions['level'] = 'trace') {
  const written: string[] = [];
  const logger = createLogger({ name: 'police', level, destination: { write: (line) => written.push(line) } });
  return { logger, written, entries: () => written.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

/** As the MongoDB driver throws it: the key in the message, and the document in fields of its own. */
class MongoServerError extends Error {
  override readonly name = 'MongoServerError';
  readonly code = 11_000;
  readonly codeName = 'DuplicateKey';
  readonly keyValue: unknown;
  readonly errorResponse: unknown;
  constructor(number: string) {
    super(`E11000 duplicate key error collection: hub_police.persons index: number_1 dup key: { number: "${number}" }`);
    this.keyValue = { number };
    this.errorResponse = { errmsg: this.message, keyValue: this.keyValue };
  }
}

const number = '990101199003070038';
const phone = '13800138000';
const person = '张小明';
const canaries = [number, phone, person, '99010119900307', '0013800', 'eyJhbGciOiJ', 'geheim'];
const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl';

describe('what is logged by mistake does not reach the log', () => {
  it.each<[string, (logger: ReturnType<typeof createLogger>) => void]>([
    [
      'in a nested object',
      (logger) => logger.info({ input: { person: { documentNumber: number, name: person, note: phone } } }, 'x'),
    ],
    ['in an array', (logger) => logger.info({ items: [number, [phone], { value: token }] }, 'x')],
    ['in an error message', (logger) => logger.error({ err: new Error(`no ${person} with ${number}`) }, 'x')],
    [
      'in the message of an error that is logged alone',
      (logger) => logger.error(new TypeError(`bad ${number} of ${person}`)),
    ],
    [
      'in the message of an error without a text',
      (logger) => logger.error({ err: new RangeError(`${person} ${phone}`) }),
    ],
    [
      'in an error under another name',
      (logger) => logger.warn({ result: { failure: new MongoServerError(person) } }, 'x'),
    ],
    ['in an error in a list', (logger) => logger.warn({ failures: [new MongoServerError(number)] }, 'x')],
    [
      'in the cause of an error',
      (logger) => logger.error({ err: new HubError('CONFLICT', 'Taken', { cause: new MongoServerError(person) }) }),
    ],
    ['in an error of several', (logger) => logger.error({ err: new AggregateError([new Error(person)], person) })],
    ['in the message', (logger) => logger.info(`looked for ${number} and ${phone}`)],
    [
      'in a template of pino',
      (logger) => logger.info('looked for %s with %o', number, { tel: phone, deep: { number } }),
    ],
    [
      'in an error given to a template',
      (logger) => logger.info('failed: %s %o', new Error(person), new MongoServerError(person)),
    ],
    [
      'in a template literal of an error',
      (logger) => logger.info({ detail: `${String(new MongoServerError(person))}` }, 'x'),
    ],
    [
      'under keys in another case',
      (logger) => logger.info({ DOCUMENTNUMBER: person, Document_Number: person, phone: 110 }, 'x'),
    ],
    ['as a Chinese key', (logger) => logger.info({ 姓名: person, 手机号: phone }, 'x')],
    ['as a key', (logger) => logger.info({ [number]: 1, seen: { [phone]: true } }, 'x')],
    ['as a number', (logger) => logger.info({ value: Number(phone), list: [138_0013_8000] }, 'x')],
    [
      'in the text of a query',
      (logger) =>
        logger.debug({ query: `{ person(name: "${person}") { id } }`, body: `{ find(n: "${number}") }` }, 'x'),
    ],
    ['in variables', (logger) => logger.debug({ variables: { name: person } }, 'x')],
    ['in a driver error', (logger) => logger.error({ err: new MongoServerError(number) }, 'insert failed')],
    ['in a driver error’s text', (logger) => logger.error(`insert failed: ${new MongoServerError(person).message}`)],
    ['in a child logger', (logger) => logger.child({ number, who: { name: person } }).info('x')],
    [
      'in headers',
      (logger) => logger.info({ headers: { Authorization: 'Bearer geheim', 'hub-department-token': token } }, 'x'),
    ],
    ['in a URL', (logger) => logger.info(`connecting to mongodb://hub:geheim@db/x?n=${number}`)],
    ['in nested JSON', (logger) => logger.info({ body: JSON.stringify({ number, list: [phone] }) }, 'x')],
    ['after a control character', (logger) => logger.info(`\u0000${number}\n${phone}`)],
  ])('%s', (_case, log) => {
    const { logger, written } = logTo();
    log(logger);
    expect(written).toHaveLength(1);
    const [line = ''] = written;
    expect(canaries.filter((canary) => line.includes(canary))).toEqual([]);
    expect(JSON.parse(line)).toMatchObject({ name: 'police' });
    expect(line.endsWith('}\n')).toBe(true);
  });
});

describe('a log line', () => {
  it('keeps times, numbers, ids and ordinary words as they are', () => {
    const { logger, entries } = logTo();
    const kept = {
      requestId: '13800138-0001-4380-8138-001380001380',
      durationMs: 12.345678901234567,
      startedAt: 1_763_828_000_000,
      bytes: 123_456_789,
      ratio: 0.138001380001,
      count: 0,
      negative: -13_800_138_000,
      ok: true,
      none: null,
      name: 'police',
      fields: ['Person.residence'],
      department: { name: 'labor' },
    };
    logger.info(kept, 'request answered');
    const [entry] = entries();
    expect(entry).toMatchObject({ ...kept, level: 'info', msg: 'request answered' });
    expect(Math.abs(Number(entry?.['time']) - Date.now())).toBeLessThan(60_000);
  });

  it('keeps an error’s kind, code, place and our own words', () => {
    const { logger, entries } = logTo();
    const cause = new MongoServerError(number);
    logger.error(
      { err: new HubError('CONFLICT', 'This input.key was used before', { reason: 'KEY_REUSED', cause }) },
      'refused',
    );
    expect(entries()[0]).toMatchObject({
      msg: 'refused',
      err: {
        type: 'HubError',
        message: 'This input.key was used before',
        code: 'CONFLICT',
        reason: 'KEY_REUSED',
        stack: expect.arrayContaining([expect.stringMatching(/^at .*logger\.test\.ts:\d+/)]) as unknown,
        cause: { type: 'MongoServerError', code: 11_000, codeName: 'DuplicateKey' },
      },
    });
  });

  it('names an error that is logged without words', () => {
    const { logger, entries } = logTo();
    logger.error(new TypeError('secret'));
    logger.error({ err: new RangeError('secret') });
    logger.error({ err: new RangeError('secret'), msg: 'own words' });
    expect(entries().map(({ msg }) => msg)).toEqual(['TypeError', 'RangeError', 'own words']);
  });

  it('does not trust the head of a stack, however many lines it has', () => {
    const { logger, written } = logTo();
    const error = new Error(`first\nsecond ${person}\n    at ${person}`);
    logger.error({ err: error }, 'x');
    error.name = `Error of ${person}`;
    logger.error({ err: error }, 'x');
    expect(written.join('')).not.toContain(person);
    expect(written.join('')).toContain('logger.test.ts');
  });

  it('survives what cannot be walked', () => {
    const { logger, entries } = logTo();
    const circular: Record<string, unknown> = { number };
    circular['self'] = circular;
    logger.info(circular, 'circle');
    logger.info({ big: 10n, when: new Date(0), missing: undefined }, 'odd');
    logger.info(undefined, 'nothing');
    logger.error({ err: 'just a text' }, 'text');
    expect(entries()).toMatchObject([
      { msg: 'circle' },
      { big: 10, when: '1970-01-01T00:00:00.000Z' },
      { msg: 'nothing' },
      { err: 'just a text' },
    ]);
  });

  it('is written only at its level', () => {
    const { logger, written } = logTo('warn');
    logger.info('quiet');
    expect(written).toEqual([]);
  });
});
