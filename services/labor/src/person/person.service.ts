import type { Verification } from '@hub/domain';
import { addDays, addMonths, answersOf } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { refuseOutside } from '@hub/subgraph';
import { hasContractOn, isInForceOn } from '../employment/employment-terms.js';
import { findCover } from '../insurance/continuous-cover.js';
import type { LaborLoaders } from '../scope.js';

const { yes, no, unknown } = answersOf('labor');
const monthsAllowed = { least: 0, most: 1_200 };

/** Answers to questions about one person, from what labor holds. */
export class PersonService {
  constructor(
    private readonly base: ScopeBase,
    private readonly loaders: LaborLoaders,
  ) {}

  /**
   * Never no. Labor learns of work from employers' reports and does not make it: whose employments have all ended may work
   * unreported, for themselves or elsewhere, so the end of what is on record leaves the question as open as no record does.
   */
  async employed(personId: string, on = this.base.clock.today()): Promise<Verification> {
    const employments = await this.loaders.employments.load(personId);
    const current = employments.find((employment) => isInForceOn(employment, on));
    if (current !== undefined) return yes(current.updatedAt);
    const earlier = employments.find(({ startedOn }) => startedOn <= on);
    return earlier === undefined ? unknown('NO_RECORD') : unknown('ENDED', earlier.updatedAt);
  }

  /**
   * Employed under a written contract and paying social insurance (Hangzhou rules art. 16). What is missing is named and
   * the answer stays open: a contract that nobody reported, or insurance paid in another city, is for an officer to ask
   * about, not a no. The insurance register's own no is told by `insuredForMonths`.
   */
  async stablyEmployed(personId: string, on = this.base.clock.today()): Promise<Verification> {
    const [employments, insurances] = await Promise.all([
      this.loaders.employments.load(personId),
      this.loaders.insurances.load(personId),
    ]);
    const inForce = employments.filter((employment) => isInForceOn(employment, on));
    const [latest] = inForce;
    if (latest === undefined) return this.employed(personId, on);
    const contracted = inForce.find((employment) => hasContractOn(employment, on));
    if (contracted === undefined) return unknown('NO_CONTRACT', latest.updatedAt);
    const cover = findCover(insurances, on);
    if (cover === undefined) return unknown('NOT_INSURED', contracted.updatedAt);
    return yes(contracted.updatedAt > cover.updatedAt ? contracted.updatedAt : cover.updatedAt);
  }

  /**
   * Labor's register makes the fact of insurance, so what is not in it is no. The day asked about is covered to its end: from
   * 1 January to 30 June are six months.
   */
  async insuredForMonths(personId: string, months: number, on = this.base.clock.today()): Promise<Verification> {
    refuseOutside(months, monthsAllowed, 'months');
    const insurances = await this.loaders.insurances.load(personId);
    const cover = findCover(insurances, on);
    if (cover !== undefined) {
      return addMonths(cover.since, months) <= addDays(on, 1) ? yes(cover.updatedAt) : no('TOO_SHORT', cover.updatedAt);
    }
    const earlier = insurances.filter(({ since }) => since <= on).at(-1);
    return earlier === undefined ? no('NO_RECORD') : no('ENDED', earlier.updatedAt);
  }
}
