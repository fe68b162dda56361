import type { Verification } from '@hub/domain';
import { answersOf } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import type { CommerceLoaders } from '../scope.js';

const { yes, no } = answersOf('commerce');

/** Answers to questions about one person, from what commerce holds. */
export class PersonService {
  constructor(
    private readonly base: ScopeBase,
    private readonly loaders: CommerceLoaders,
  ) {}

  /** Registration makes the enterprise, so what is not registered is no: trading without it is a case, not an enterprise. */
  async operatesEnterprise(personId: string, on = this.base.clock.today()): Promise<Verification> {
    const operated = await this.loaders.operated.load(personId);
    const established = operated.filter(({ establishedOn }) => establishedOn <= on);
    const standing = established.find(({ closedOn }) => closedOn === undefined || on < closedOn);
    if (standing !== undefined) return yes(standing.updatedAt);
    const closed = established.at(-1);
    if (closed !== undefined) return no('CLOSED', closed.updatedAt);
    const [later] = operated;
    return later === undefined ? no('NO_RECORD') : no('NOT_YET', later.updatedAt);
  }
}
