import type { EntityKey } from '@hub/subgraph';
import type { Person } from './person.type.js';

/** Every id is answered: whether police holds the person is told field by field. */
export function referPerson(key: EntityKey): Person {
  return { id: String(key['id']) };
}
