import type { Origin } from '../plan/profile.js';
import type { Random, Weighted } from '../random.js';
import { weigh } from '../random.js';
import type { Household } from './migrant.js';
import type { OriginCounty } from './origin-counties.js';
import { originCounties } from './origin-counties.js';

/** Gives every household the county it comes from; a wife may come from another, children follow the head. */
export function assignOrigins(households: readonly Household[], origins: readonly Origin[], random: Random): void {
  const provinces = weigh(origins, ({ share }) => share);
  const counties = new Map<string, Weighted<OriginCounty>>(
    origins.map(({ provinceCode }) => [provinceCode, weigh(countiesOf(provinceCode), (_, rank) => 1 / (rank + 1))]),
  );
  const drawCounty = (): string => {
    const { provinceCode } = random.draw(provinces);
    const choice = counties.get(provinceCode);
    if (choice === undefined) throw new RangeError(`No counties are listed for province ${provinceCode}`);
    return random.draw(choice).code;
  };
  for (const household of households) {
    household.origin = drawCounty();
    for (const member of household.members) {
      member.hukouRegionCode = member.role === 'SPOUSE' && random.chance(0.2) ? drawCounty() : household.origin;
    }
  }
}

function countiesOf(provinceCode: string): readonly OriginCounty[] {
  const found = originCounties[provinceCode];
  if (found === undefined) throw new RangeError(`No counties are listed for province ${provinceCode}`);
  return found;
}
