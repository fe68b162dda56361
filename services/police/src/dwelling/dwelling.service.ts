import { badInput, parseGridCode, parseRegionCode } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { newRecordId, parseText, runOnce } from '@hub/subgraph';
import type { RegisterDwellingInput } from './dwelling.input.js';
import type { DwellingDocument, DwellingRepository, Location } from './dwelling.repository.js';

const maxAddressLength = 200;

export class DwellingService {
  constructor(
    private readonly base: ScopeBase,
    private readonly dwellings: DwellingRepository,
  ) {}

  /** @throws HubError BAD_USER_INPUT for a code, address or place that cannot be */
  register(input: RegisterDwellingInput): Promise<DwellingDocument> {
    const { resources } = this.base;
    const regionCode = parseRegionCode(input.regionCode, 'input.regionCode', [12], resources);
    const address = parseText(input.address, maxAddressLength, 'input.address');
    const gridCode =
      input.gridCode === undefined ? undefined : parseGridCode(input.gridCode, 'input.gridCode', resources);
    if (gridCode?.startsWith(regionCode) === false) {
      throw badInput(
        'input.gridCode',
        'The grid belongs to another village; its code begins with input.regionCode',
        'OTHER_VILLAGE',
      );
    }
    const location = input.location === undefined ? undefined : checkLocation(input.location);
    return runOnce(this.base, {
      operation: 'registerDwelling',
      input,
      work: async (session) => {
        const now = this.base.clock.now();
        const dwelling: DwellingDocument = {
          _id: newRecordId(now),
          regionCode,
          address,
          kind: input.kind,
          ...(gridCode !== undefined && { gridCode }),
          ...(location !== undefined && { location }),
          updatedAt: now,
        };
        await this.dwellings.insert(dwelling, session);
        return dwelling;
      },
    });
  }
}

function checkLocation({ longitude, latitude }: Location): Location {
  if (Math.abs(longitude) > 180)
    throw badInput('input.location.longitude', 'Give degrees between -180 and 180', 'BAD_LOCATION');
  if (Math.abs(latitude) > 90)
    throw badInput('input.location.latitude', 'Give degrees between -90 and 90', 'BAD_LOCATION');
  return { longitude, latitude };
}
