import type { EntityKey } from '@hub/subgraph';
import type { EducationContext } from '../scope.js';
import type { SchoolDocument } from './school.repository.js';
import type { School } from './school.type.js';

export function referSchool(key: EntityKey, context: EducationContext): Promise<School | undefined> {
  return findSchool(String(key['code']), context);
}

export async function findSchool(code: string, { scope }: EducationContext): Promise<School | undefined> {
  const found = await scope.loaders.school.load(code);
  return found === undefined ? undefined : toSchool(found);
}

export function toSchool({ _id, name, regionCode, seats }: SchoolDocument): School {
  return { code: _id, name, regionCode, offers: seats };
}
