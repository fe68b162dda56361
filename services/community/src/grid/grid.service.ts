import { badInput, HubError, parseGridCode, parseRegionCode } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { parseText, requireOwnZone, runByCode } from '@hub/subgraph';
import { boundsOf } from '../polygon/bounds.js';
import { overlapArea } from '../polygon/overlap-area.js';
import { refuseBadShape } from '../polygon/shape.js';
import type { DefineGridInput } from './grid.input.js';
import type { GridDocument, GridRepository } from './grid.repository.js';

const maxNameLength = 100;

/** Coordinates are rounded, to six decimals as a rule, which leaves slivers of a hand's breadth along a shared border. */
const sliver = { squareMetres: 1, partOfSmaller: 0.0001 };

/** 网格划定: every grid belongs to one village, and the grids of one kind in a village share no ground (DB6101/T 3185). */
export class GridService {
  constructor(
    private readonly base: ScopeBase,
    private readonly grids: GridRepository,
  ) {}

  /**
   * Defines a grid; the same content under the same code is the same grid.
   *
   * @throws HubError BAD_USER_INPUT for a code, name, region or polygon that cannot be
   * @throws HubError FORBIDDEN, reason OUTSIDE_ZONE, for a village that is not in the caller's zone
   * @throws HubError CONFLICT, reason CODE_TAKEN or GRID_OVERLAPS
   */
  define(input: DefineGridInput): Promise<GridDocument> {
    const grid = this.#read(input);
    requireOwnZone(grid.regionCode, this.base, 'Mutation.defineGrid');
    return runByCode(this.base, {
      operation: 'defineGrid',
      input,
      work: async (session) => {
        const standing = await this.grids.find(grid._id, session);
        if (standing === null) return this.#draw(grid, session);
        if (contentOf(standing) === contentOf(grid)) return standing;
        throw new HubError('CONFLICT', 'The code stands for a grid with other content; choose another code', {
          field: 'input.code',
          reason: 'CODE_TAKEN',
        });
      },
    });
  }

  /** @throws HubError BAD_USER_INPUT when the code is not one of a grid */
  parseCode(code: string): string {
    return parseGridCode(code, 'code', this.base.resources);
  }

  #read({ code, name, regionCode, kind, polygon }: DefineGridInput): GridDocument {
    const { resources, clock } = this.base;
    const _id = parseGridCode(code, 'input.code', resources);
    const village = parseRegionCode(regionCode, 'input.regionCode', [12], resources);
    if (!_id.startsWith(village)) {
      const message = 'The grid belongs to another village; its code begins with input.regionCode';
      throw badInput('input.code', message, 'OTHER_VILLAGE');
    }
    if (polygon !== undefined) refuseBadShape(polygon, 'input.polygon');
    return {
      _id,
      name: parseText(name, maxNameLength, 'input.name'),
      regionCode: village,
      kind,
      ...(polygon !== undefined && { polygon, bounds: boundsOf(polygon) }),
      updatedAt: clock.now(),
    };
  }

  async #draw(grid: GridDocument, session: Session): Promise<GridDocument> {
    if (grid.bounds !== undefined) {
      await this.grids.takeTurn(grid.regionCode, session);
      const neighbours = await this.grids.listNeighbours(grid, grid.bounds, session);
      const overlapped = neighbours.find((neighbour) => overlaps(grid, neighbour));
      if (overlapped !== undefined) {
        throw new HubError('CONFLICT', `The polygon shares ground with grid ${overlapped._id}; draw them apart`, {
          field: 'input.polygon',
          reason: 'GRID_OVERLAPS',
        });
      }
    }
    await this.grids.insert(grid, session);
    return grid;
  }
}

function overlaps({ polygon }: GridDocument, { polygon: other }: GridDocument): boolean {
  if (polygon === undefined || other === undefined) return false;
  const shared = overlapArea(polygon, other);
  if (shared < sliver.squareMetres) return false;
  const smaller = Math.min(overlapArea(polygon, polygon), overlapArea(other, other));
  return shared >= smaller * sliver.partOfSmaller;
}

function contentOf({ name, regionCode, kind, polygon }: GridDocument): string {
  return JSON.stringify([name, regionCode, kind, polygon?.coordinates]);
}
