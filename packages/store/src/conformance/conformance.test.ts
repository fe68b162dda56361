import { describe, expect, it } from 'vitest';
import { describeStore } from './describe-store.js';
import { mongodbUrl } from './environment.js';
import { embeddedPlace, mongodbPlace } from './opening.js';

const adapters = mongodbUrl === undefined ? ['embedded'] : ['embedded', 'mongodb'];

describe(`the document store, tried on: ${adapters.join(' and ')}`, () => {
  it.each(adapters)('says that it is the %s adapter', async (kind) => {
    const place = await (kind === 'mongodb' && mongodbUrl !== undefined ? mongodbPlace(mongodbUrl) : embeddedPlace)();
    const store = await place.open({ collections: [] });
    await store.ping();
    expect(store.kind).toBe(kind);
    await store.close();
    await place.remove();
  });
});

describeStore('embedded', embeddedPlace);
if (mongodbUrl !== undefined) describeStore('mongodb', mongodbPlace(mongodbUrl));
