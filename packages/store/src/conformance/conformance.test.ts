import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStore } from './describe-store.js';
import { embeddedPlace, type MakePlace, mongodbPlace } from './opening.js';
import { mongodbServers } from './servers.js';

const tried = ['embedded', ...mongodbServers.map(({ name }) => name)];

function saysItsKind(kind: string, makePlace: MakePlace): void {
  it(`says that it is the ${kind} adapter`, async () => {
    const place = await makePlace();
    const store = await place.open({ collections: [] });
    await store.ping();
    expect(store.kind).toBe(kind);
    await store.close();
    await place.remove();
  });
}

describe(`the document store, tried on: ${tried.join('; ')}`, () => {
  saysItsKind('embedded', embeddedPlace);
  describeStore('embedded', embeddedPlace);

  // Each write is a conversation over a socket, and the double keeps it on the disk before it answers.
  describe.each(mongodbServers)('$name', { timeout: 30_000 }, (server) => {
    let url = '';
    const makePlace: MakePlace = () => mongodbPlace(url);
    beforeAll(async () => {
      url = await server.start();
    });
    afterAll(() => server.stop());
    saysItsKind('mongodb', makePlace);
    describeStore('mongodb', makePlace);
  });
});
