import { setTimeout as pause } from 'node:timers/promises';
import { Binary, Long, Timestamp } from 'bson';
import { runCommand, sessionIds } from './commands.js';
import { textOf } from './command-fields.js';
import { Cursors } from './cursors.js';
import { Database } from './database.js';
import { FailPoints, type Failure } from './fail-points.js';
import { buildInfo, greeting } from './hello.js';
import type { WireDocument } from './message.js';
import { readAsk, Sessions, type Ask } from './sessions.js';
import { Turns } from './turns.js';
import { codeNameOf, errorReply, type Part, wireErrorOfUnknown } from './wire-error.js';

/** A client's connection as commands know it. */
export interface Client {
  readonly connectionId: number;
  /** What the client calls itself. */
  appName: string | undefined;
}

/** An answer, or none because the connection is to be closed. */
export type Answer = WireDocument | 'close';

/** The commands of the double, on the databases of one folder. */
export class WireServer {
  readonly #databases = new Map<string, Database>();
  readonly #opening = new Turns();
  readonly #cursors = new Cursors();
  readonly #failPoints = new FailPoints();
  readonly #sessions = new Sessions(() => [...this.#databases.values()]);
  #address = '';

  constructor(private readonly dataDir: string) {}

  /** @param names databases that are there already */
  async open(address: string, names: readonly string[]): Promise<void> {
    this.#address = address;
    for (const name of names) await this.#database(name);
  }

  async close(): Promise<void> {
    this.#sessions.endAll();
    await this.#opening.take(() => Promise.all([...this.#databases.values()].map((database) => database.close())));
    this.#databases.clear();
  }

  async answer(command: WireDocument, client: Client): Promise<Answer> {
    const [name = ''] = Object.keys(command);
    const failure = this.#failPoints.beforeCommand(name, client.appName);
    if (failure !== undefined && failure.delayMs > 0) await pause(failure.delayMs);
    if (failure?.closeConnection === true) return 'close';
    const ask = readAsk(command);
    const part = partOf(name, ask);
    try {
      if (failure?.error !== undefined) throw failure.error;
      const reply = await this.#sessions.inTurn(ask, () => this.#run(name, command, client, ask));
      if (part === 'retryable write' && this.#failPoints.afterRetryableWrite()) return 'close';
      return this.#stamped({ ...reply, ...concernOf(failure) });
    } catch (error) {
      if (part === 'transaction') this.#sessions.abandon(ask);
      return this.#stamped(errorReply(wireErrorOfUnknown(error), part));
    }
  }

  async #run(name: string, command: WireDocument, client: Client, ask: Ask): Promise<WireDocument> {
    switch (name) {
      case 'hello':
      case 'isMaster':
      case 'ismaster':
        client.appName ??= appNameOf(command);
        return greeting(this.#address, client.connectionId);
      case 'ping':
        return { ok: 1 };
      case 'buildInfo':
      case 'buildinfo':
        return buildInfo;
      case 'configureFailPoint':
        return this.#failPoints.configure(command);
      case 'endSessions':
        this.#sessions.end(sessionIds(command['endSessions']));
        return { ok: 1 };
      case 'commitTransaction':
        await this.#sessions.commit(ask);
        return { ok: 1 };
      case 'abortTransaction':
        this.#sessions.abort(ask);
        return { ok: 1 };
      default: {
        const database = await this.#database(textOf(command, '$db'));
        const transaction = ask.isInTransaction ? this.#sessions.transaction(ask, database) : undefined;
        const context = { database, transaction, ask, sessions: this.#sessions, cursors: this.#cursors };
        return runCommand(name, command, context);
      }
    }
  }

  #database(name: string): Promise<Database> {
    return this.#opening.take(async () => {
      const known = this.#databases.get(name);
      if (known !== undefined) return known;
      const opened = await Database.open(name, this.dataDir);
      this.#databases.set(name, opened);
      return opened;
    });
  }

  /** The time of the cluster, which drivers hand on with their next command. */
  #stamped(reply: WireDocument): WireDocument {
    const clusterTime = new Timestamp({ t: Math.floor(Date.now() / 1000), i: 1 });
    const signature = { hash: new Binary(new Uint8Array(20)), keyId: Long.ZERO };
    return { ...reply, operationTime: clusterTime, $clusterTime: { clusterTime, signature } };
  }
}

function partOf(name: string, ask: Ask): Part {
  if (name === 'commitTransaction' || name === 'abortTransaction') return 'commit';
  if (ask.isInTransaction) return 'transaction';
  return ask.number === undefined ? 'other' : 'retryable write';
}

function appNameOf(command: WireDocument): string | undefined {
  const client = command['client'] as { readonly application?: { readonly name?: string } } | undefined;
  return client?.application?.name;
}

/** What a fail point says of a write that was done and could not be handed on to other members. */
function concernOf(failure: Failure | undefined): WireDocument {
  const error = failure?.writeConcernError;
  return error === undefined
    ? {}
    : { writeConcernError: { codeName: codeNameOf(Number(error['code'])), errmsg: 'A fail point', ...error } };
}
