import { documentOf, isDocument, numberOf } from './command-fields.js';
import type { WireDocument } from './message.js';
import { WireError } from './wire-error.js';

/** When a fail point acts. */
type Mode = { readonly left: number } | { readonly skip: number } | { readonly probability: number };

interface FailPoint {
  mode: Mode;
  readonly data: WireDocument;
  /** How often it has acted. */
  count: number;
}

/** What is to happen to one command. */
export interface Failure {
  readonly delayMs: number;
  readonly closeConnection: boolean;
  readonly error: WireError | undefined;
  /** Put into the answer of a command that has been carried out. */
  readonly writeConcernError: WireDocument | undefined;
}

/**
 * The fail points of a server that was started with test commands, in its own words (`configureFailPoint`), so that a test of
 * faults runs on such a server too: `failCommand` acts before a command, `onPrimaryTransactionalWrite` after a retryable write was
 * kept and before it is answered.
 */
export class FailPoints {
  readonly #points = new Map<string, FailPoint>();

  configure(command: WireDocument): WireDocument {
    const name = command['configureFailPoint'];
    if (name !== 'failCommand' && name !== 'onPrimaryTransactionalWrite') {
      throw new WireError(2, `${String(name)} is not a fail point of the double`);
    }
    const count = this.#points.get(name)?.count ?? 0;
    const mode = readMode(command['mode']);
    if (mode === undefined) this.#points.delete(name);
    else
      this.#points.set(name, {
        mode,
        data: command['data'] === undefined ? {} : documentOf(command, 'data'),
        count: 0,
      });
    return { count, ok: 1 };
  }

  beforeCommand(name: string, appName: string | undefined): Failure | undefined {
    const point = this.#points.get('failCommand');
    const commands = point?.data['failCommands'];
    if (point === undefined || !Array.isArray(commands) || !commands.includes(name)) return undefined;
    if (point.data['appName'] !== undefined && point.data['appName'] !== appName) return undefined;
    return acts(point) ? readFailure(point.data, name) : undefined;
  }

  /** Whether the connection is to be lost now that a retryable write has been kept. */
  afterRetryableWrite(): boolean {
    const point = this.#points.get('onPrimaryTransactionalWrite');
    return point !== undefined && acts(point);
  }
}

function readMode(mode: unknown): Mode | undefined {
  if (mode === 'off') return undefined;
  if (mode === 'alwaysOn') return { probability: 1 };
  if (isDocument(mode)) {
    const [times, skip] = [numberOf(mode, 'times'), numberOf(mode, 'skip')];
    const probability = numberOf(mode, 'activationProbability');
    if (times !== undefined) return { left: times };
    if (skip !== undefined) return { skip };
    if (probability !== undefined) return { probability };
  }
  throw new WireError(2, 'A fail point is off, alwaysOn, { times }, { skip } or { activationProbability }');
}

function acts(point: FailPoint): boolean {
  const { mode } = point;
  let active: boolean;
  if ('left' in mode) {
    active = mode.left > 0;
    point.mode = { left: mode.left - 1 };
  } else if ('skip' in mode) {
    active = mode.skip <= 0;
    point.mode = { skip: mode.skip - 1 };
  } else active = Math.random() < mode.probability;
  if (active) point.count++;
  return active;
}

function readFailure(data: WireDocument, name: string): Failure {
  const code = numberOf(data, 'errorCode');
  const labels = data['errorLabels'];
  const message = `Failing command '${name}' via 'failCommand' failpoint`;
  return {
    delayMs: data['blockConnection'] === true ? (numberOf(data, 'blockTimeMS') ?? 0) : 0,
    closeConnection: data['closeConnection'] === true,
    error:
      code === undefined
        ? undefined
        : new WireError(code, message, {}, Array.isArray(labels) ? labels.map(String) : undefined),
    writeConcernError: isDocument(data['writeConcernError']) ? data['writeConcernError'] : undefined,
  };
}
