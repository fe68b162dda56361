import type { RegionDigits } from '@hub/domain';
import { badInput, HubError, parseRegionCode } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { parseText, requireOwnZone, runByCode } from '@hub/subgraph';
import { parseStationCode, regionIn } from './station-code.js';
import type { DefineStationInput } from './station.input.js';
import type { StationDocument, StationKind, StationRepository } from './station.repository.js';

const maxNameLength = 100;
const digitsOf: Readonly<Record<StationKind, RegionDigits>> = { TOWNSHIP: 9, VILLAGE: 12 };

/** 服务管理站: where newcomers are served, and where each week's figures come from. */
export class StationService {
  constructor(
    private readonly base: ScopeBase,
    private readonly stations: StationRepository,
  ) {}

  /**
   * Defines a station; the same content under the same code is the same station.
   *
   * @throws HubError BAD_USER_INPUT for a code, name or region that cannot be, or that do not belong together
   * @throws HubError FORBIDDEN, reason OUTSIDE_ZONE, for a region that is not in the caller's zone
   * @throws HubError CONFLICT, reason CODE_TAKEN
   */
  define(input: DefineStationInput): Promise<StationDocument> {
    const station = this.#read(input);
    requireOwnZone(station.regionCode, this.base, 'Mutation.defineStation');
    return runByCode(this.base, {
      operation: 'defineStation',
      input,
      work: async (session) => {
        const standing = await this.stations.find(station._id, session);
        if (standing === null) {
          await this.stations.insert(station, session);
          return station;
        }
        if (contentOf(standing) === contentOf(station)) return standing;
        throw new HubError('CONFLICT', 'The code stands for a station with other content; choose another code', {
          field: 'input.code',
          reason: 'CODE_TAKEN',
        });
      },
    });
  }

  /** @throws HubError BAD_USER_INPUT when the code is not one of a station */
  async find(code: string): Promise<StationDocument | undefined> {
    return (await this.stations.find(parseStationCode(code, 'code'))) ?? undefined;
  }

  /** @throws HubError BAD_USER_INPUT when the code is not one of a station, NOT_FOUND when nobody defined it */
  async get(code: string, field: string, session?: Session): Promise<StationDocument> {
    const station = await this.stations.find(parseStationCode(code, field), session);
    if (station !== null) return station;
    throw new HubError('NOT_FOUND', 'No station has this code; define it first', { field });
  }

  /** Every station, by code. */
  async list(): Promise<readonly StationDocument[]> {
    const stations: StationDocument[] = [];
    for await (const station of this.stations.findAll()) stations.push(station);
    return stations.sort((a, b) => (a._id < b._id ? -1 : 1));
  }

  #read({ code, name, regionCode, kind }: DefineStationInput): StationDocument {
    const { resources, clock } = this.base;
    const _id = parseStationCode(code, 'input.code');
    const region = parseRegionCode(regionCode, 'input.regionCode', [digitsOf[kind]], resources);
    if (kind === 'VILLAGE' && region.endsWith('000')) {
      const message = 'Digits 10 to 12 are 000, as of a whole township; give the code of a village';
      throw badInput('input.regionCode', message, 'NOT_A_VILLAGE');
    }
    if (regionIn(_id) !== region) {
      const message = 'The station belongs to another region; its code is S and input.regionCode';
      throw badInput('input.code', message, 'OTHER_REGION');
    }
    return {
      _id,
      name: parseText(name, maxNameLength, 'input.name'),
      regionCode: region,
      kind,
      updatedAt: clock.now(),
    };
  }
}

function contentOf({ name, regionCode, kind }: StationDocument): string {
  return JSON.stringify([name, regionCode, kind]);
}
