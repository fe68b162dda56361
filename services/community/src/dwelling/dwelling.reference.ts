import type { EntityKey } from '@hub/subgraph';
import type { Dwelling, LocationType } from './dwelling.type.js';

/** Takes over what the gateway fetched from police for `grid`. */
export function referDwelling({ id, gridCode, location }: EntityKey): Dwelling {
  return {
    id: String(id),
    ...(typeof gridCode === 'string' && { gridCode }),
    ...(isLocation(location) && { location }),
  };
}

function isLocation(value: unknown): value is LocationType {
  return (
    typeof value === 'object' &&
    value !== null &&
    'longitude' in value &&
    'latitude' in value &&
    Number.isFinite(value.longitude) &&
    Number.isFinite(value.latitude)
  );
}
