import { parseCalendarDate } from '@hub/domain';
import { measure } from './measure.js';
import { mergePopulations } from './merge-populations.js';
import { planTownships } from './plan/scale.js';
import type { Population, PopulationOptions } from './population.js';
import { Random } from './random.js';
import { recordTruth } from './township-truth.js';
import { recordViews } from './township-views.js';
import { createTownship } from './township.js';

/**
 * Generates a population township by township, each complete in itself: keys, numbers and codes of different townships
 * never meet. Memory is bounded by the largest township, whatever the set; a loader of large sets takes them from here.
 *
 * The same options give the same population to the byte, on every platform.
 *
 * @throws HubError BAD_USER_INPUT when `asOf` is no date
 */
export function* generateTownships(options: PopulationOptions): Generator<Population, void, undefined> {
  const { set, seed } = options;
  const asOf = parseCalendarDate(options.asOf, 'asOf');
  const random = new Random(`population/${set}/${String(seed)}`);
  for (const plan of planTownships(set)) {
    const stream = random.fork(plan.code);
    const town = createTownship(plan, asOf, stream.fork('truth'));
    const truth = recordTruth(town);
    const { views, errorLog, formsByChannel, eligibleForPermit } = recordViews(town, stream.fork('views'));
    const expected = measure({ truth, views, asOf, errorLog, formsByChannel, eligibleForPermit });
    yield { set, seed, asOf, truth, views, errorLog, expected };
  }
}

/**
 * Generates a whole population at once. XS and S are one township; M takes about a gigabyte this way, and far less
 * through {@link generateTownships}.
 *
 * @throws HubError BAD_USER_INPUT when `asOf` is no date
 */
export function generatePopulation(options: PopulationOptions): Population {
  const [first, ...rest] = generateTownships(options);
  if (first === undefined) throw new RangeError('The set has no townships');
  if (rest.length === 0) return first;
  return mergePopulations([first, ...rest]);
}
