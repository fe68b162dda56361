import type { Verification } from '@hub/domain';
import { addDays, answersOf } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { refuseOutside } from '@hub/subgraph';
import type { CommunityLoaders } from '../scope.js';

const { yes, unknown } = answersOf('community');
const windows = { least: 1, most: 366 };

export class PersonService {
  constructor(
    private readonly base: ScopeBase,
    private readonly loaders: CommunityLoaders,
  ) {}

  /**
   * Whether a grid worker met the person. Community observes: who was not met may live there all the same, so the answer is
   * never no.
   *
   * @throws HubError BAD_USER_INPUT, reason `OUT_OF_RANGE`
   */
  async seen(personId: string, withinDays: number, on = this.base.clock.today()): Promise<Verification> {
    refuseOutside(withinDays, windows, 'withinDays');
    const visits = (await this.loaders.visits.load(personId)).filter(({ visitedOn }) => visitedOn <= on);
    const latest = visits.at(-1);
    if (latest === undefined) return unknown('NO_RECORD');
    const since = addDays(on, -withinDays);
    const met = visits.filter(({ outcome, visitedOn }) => outcome === 'MET' && visitedOn >= since).at(-1);
    return met === undefined ? unknown('NOT_SEEN', latest.updatedAt) : yes(met.updatedAt);
  }
}
