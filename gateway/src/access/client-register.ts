import type { Collection, Store } from '@hub/store';
import { defineCollection } from '@hub/store';
import type { Client } from './client.js';

export const clientCollection = defineCollection<Client>({ name: 'clients', indexes: [] });

/** The clients that may call, in the gateway's store. */
export class ClientRegister {
  readonly #clients: Collection<Client>;
  /** Requests of one client that come together share one read. */
  readonly #reading = new Map<string, Promise<Client | undefined>>();

  constructor(store: Store) {
    this.#clients = store.collection(clientCollection);
  }

  findActive(id: string): Promise<Client | undefined> {
    const known = this.#reading.get(id);
    if (known !== undefined) return known;
    const reading = this.#read(id).finally(() => this.#reading.delete(id));
    this.#reading.set(id, reading);
    return reading;
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
  }

  async #read(id: string): Promise<Client | undefined> {
    const client = await this.#clients.findOne({ _id: id });
    return client?.active === true ? client : undefined;
  }
}
