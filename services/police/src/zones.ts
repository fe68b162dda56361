import type { Dwelling } from './dwelling/dwelling.type.js';
import type { Person } from './person/person.type.js';
import type { Residence } from './registration/registration.type.js';
import type { PoliceContext } from './scope.js';

/** Where a person, dwelling or residence lies, for readers that are limited to their own zone. */
export const zones = {
  Person: ({ id }: Person, { scope }: PoliceContext) => scope.people.listRegions(id),
  Residence: ({ regionCode }: Residence) => Promise.resolve([regionCode]),
  Dwelling: async ({ id }: Dwelling, { scope }: PoliceContext) => {
    const dwelling = await scope.loaders.dwelling.load(id);
    return dwelling === undefined ? [] : [dwelling.regionCode];
  },
};
