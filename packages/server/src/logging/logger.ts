import type { DestinationStream, Logger as PinoLogger } from 'pino';
import pino from 'pino';
import type { LogLevel } from '../environment/variables.js';
import { nameOf, serializeError } from './error-serializer.js';
import { scrubLine } from './line-scrubber.js';

export type Logger = PinoLogger;

export interface LoggerOptions {
  /** The part of the hub that writes: `gateway`, `police`. */
  readonly name: string;
  readonly level: LogLevel;
  /** Default: stderr, written at once, so that the last lines of a crash are not lost. */
  readonly destination?: DestinationStream;
}

/**
 * JSON lines without a person's data. Log ids, codes and counts; what slips in nevertheless (numbers of persons, phones,
 * bank cards, tokens, texts of drivers) is taken out of the line before it is written. A name in free text cannot be
 * recognised: do not write one.
 */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  return pino(
    {
      name,
      level,
      serializers: { err: (error: unknown) => replaceErrors(error, 0) },
      formatters: {
        level: (label) => ({ level: label }),
        log: (entry) => replaceErrors(entry, 0) as Record<string, unknown>,
      },
      hooks: {
        streamWrite: scrubLine,
        logMethod(parameters, method) {
          method.apply(this, withoutErrorTexts(parameters) as typeof parameters);
        },
      },
    },
    destination ?? pino.destination({ fd: 2, sync: true }),
  );
}

/** pino takes an error's message as the line's own when there is no other, and prints errors into `%s` and `%o`. */
function withoutErrorTexts(parameters: readonly unknown[]): unknown[] {
  const [first, second, ...rest] = parameters;
  const error = first instanceof Error ? first : errorIn(first);
  const entry = first instanceof Error ? { err: first } : first;
  const message = error !== undefined && second === undefined && !hasMessage(first) ? nameOf(error) : second;
  return [entry, message, ...rest].map((parameter, index) => {
    if (index === 0 || !(parameter instanceof Error)) return index === 0 ? parameter : replaceErrors(parameter, 0);
    return nameOf(parameter);
  });
}

function errorIn(entry: unknown): Error | undefined {
  const held = typeof entry === 'object' && entry !== null && 'err' in entry ? entry.err : undefined;
  return held instanceof Error ? held : undefined;
}

function hasMessage(entry: unknown): boolean {
  return typeof entry === 'object' && entry !== null && 'msg' in entry && entry.msg !== undefined;
}

/** Deeper than entries go; what is below is still cleaned as text. */
const deepest = 6;

/**
 * Errors anywhere in an entry: JSON would print a driver error's own fields, which hold the document. Gives the value
 * itself where there is none.
 */
function replaceErrors(value: unknown, depth: number): unknown {
  if (value instanceof Error) return serializeError(value);
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== Array.prototype && prototype !== null) return value;
  const replaced = Object.entries(value).map(([key, held]) => [key, replaceErrors(held, depth + 1), held] as const);
  if (replaced.every(([, clean, held]) => clean === held)) return value;
  if (Array.isArray(value)) return replaced.map(([, clean]) => clean);
  return Object.fromEntries(replaced.map(([key, clean]) => [key, clean]));
}
