import type { Collection, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { Client } from './client.js';

export const clientCollection = defineCollection<Client>({ name: 'clients', indexes: [], shardKey: { _id: 1 } });

/** Nobody is let in on what was read longer ago than this: a revocation counts after a second at the latest. */
const longestMs = 1_000;
/** From this age on the next request has the list read anew, without waiting for it. */
const renewAfterMs = 500;

interface ActiveClients {
  readonly byId: ReadonlyMap<string, Client>;
  /** When its reading began. */
  readonly readAtMs: number;
}

/**
 * The clients that may call, in the gateway's store. The active ones are kept in memory for a second at most, so that a
 * request costs no read; what this register itself changes counts at once.
 */
export class ClientRegister {
  readonly #clients: Collection<Client>;
  #active: ActiveClients | undefined;
  #reading: Promise<ActiveClients> | undefined;

  constructor(
    store: Store,
    private readonly nowMs: () => number = () => performance.now(),
  ) {
    this.#clients = store.collection(clientCollection);
  }

  /** @throws whatever the store throws, when nothing recent enough is known */
  async findActive(id: string): Promise<Client | undefined> {
    const { byId } = await this.#recent();
    return byId.get(id);
  }

  /** Makes the register what the list says: whoever is not on it can no longer call. */
  async replaceAll(clients: readonly Client[]): Promise<void> {
    const listed = clients.map(({ _id }) => _id);
    await this.#clients.bulkWrite([
      ...clients.map((client) => ({
        replaceOne: { filter: { _id: client._id }, replacement: client, upsert: true },
      })),
      { updateMany: { filter: { _id: { $nin: listed }, active: true }, update: { $set: { active: false } } } },
    ]);
    // A reading that began before may still find the former list
    this.#reading = undefined;
    this.#active = undefined;
  }

  #recent(): ActiveClients | Promise<ActiveClients> {
    const known = this.#active;
    const ageMs = known === undefined ? Infinity : this.nowMs() - known.readAtMs;
    if (known === undefined || ageMs >= longestMs) return this.#renew();
    // Who needs it and finds it too old is told why it fails
    if (ageMs >= renewAfterMs) this.#renew().catch(() => undefined);
    return known;
  }

  /** One reading at a time, shared by all that wait for it. */
  #renew(): Promise<ActiveClients> {
    if (this.#reading !== undefined) return this.#reading;
    const reading = this.#read()
      .then((active) => {
        if (this.#reading === reading) this.#active = active;
        return active;
      })
      .finally(() => {
        if (this.#reading === reading) this.#reading = undefined;
      });
    this.#reading = reading;
    return reading;
  }

  async #read(): Promise<ActiveClients> {
    const readAtMs = this.nowMs();
    const clients = await this.#clients.find({ active: true }).toArray();
    return { byId: new Map(clients.map((client) => [client._id, client])), readAtMs };
  }
}

const registers = new WeakMap<Store, ClientRegister>();

/** The one register of a store in this process, so that a change through it is seen by all who ask. */
export function clientRegisterOf(store: Store): ClientRegister {
  const known = registers.get(store);
  if (known !== undefined) return known;
  const register = new ClientRegister(store);
  registers.set(store, register);
  return register;
}
