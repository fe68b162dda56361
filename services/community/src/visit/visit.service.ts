import { badInput, HubError, parseGridCode } from '@hub/domain';
import type { Session } from '@hub/store';
import type { ScopeBase } from '@hub/subgraph';
import { getPersonId, newRecordId, refuseFuture, requireOwnZone, runOnce } from '@hub/subgraph';
import { parseDwellingId } from '../dwelling/dwelling-id.js';
import type { GridDocument, GridRepository } from '../grid/grid.repository.js';
import type { RecordVisitInput } from './visit.input.js';
import type { VisitDocument, VisitRepository } from './visit.repository.js';

const maxPeople = 50;

/** 走访: whom a grid worker met, and no more (Zhejiang registration rules art. 9, 10). */
export class VisitService {
  constructor(
    private readonly base: ScopeBase,
    private readonly visits: VisitRepository,
    private readonly grids: GridRepository,
  ) {}

  /**
   * Records a visit.
   *
   * @throws HubError BAD_USER_INPUT for an id, a code, a date or people that do not fit the outcome; LIMIT_EXCEEDED beyond
   *   50 people; NOT_FOUND for a grid that nobody defined; FORBIDDEN, reason OUTSIDE_ZONE, for one of another zone
   */
  record(input: RecordVisitInput): Promise<VisitDocument> {
    // Whether police holds the dwelling is not asked: a visit would fail whenever police is down
    const dwellingId = parseDwellingId(input.dwellingId, 'input.dwellingId');
    refuseFuture(input.visitedOn, this.base, 'input.visitedOn');
    const personIds = this.#readPeople(input);
    const gridCode =
      input.gridCode === undefined ? undefined : parseGridCode(input.gridCode, 'input.gridCode', this.base.resources);
    return runOnce(this.base, {
      operation: 'recordVisit',
      input,
      work: async (session) => {
        const grid = gridCode === undefined ? undefined : await this.#getGrid(gridCode, session);
        const now = this.base.clock.now();
        const { visitedOn, outcome } = input;
        const visit: VisitDocument = {
          _id: newRecordId(now),
          dwellingId,
          ...(grid !== undefined && { gridCode: grid._id, regionCode: grid.regionCode }),
          personIds,
          visitedOn,
          outcome,
          updatedAt: now,
        };
        await this.visits.insert(visit, session);
        return visit;
      },
    });
  }

  /** The grid is what the worker states: where a dwelling lies police knows, and a visit must not wait for police. */
  async #getGrid(gridCode: string, session: Session): Promise<GridDocument> {
    const grid = await this.grids.find(gridCode, session);
    if (grid === null) {
      throw new HubError('NOT_FOUND', 'No grid has this code; define it first', { field: 'input.gridCode' });
    }
    requireOwnZone(grid.regionCode, this.base, 'Mutation.recordVisit');
    return grid;
  }

  #readPeople({ personIds, outcome }: RecordVisitInput): readonly string[] {
    const field = 'input.personIds';
    if (personIds.length > maxPeople) {
      throw new HubError('LIMIT_EXCEEDED', `Record at most ${String(maxPeople)} people in one visit`, { field });
    }
    if (outcome === 'NOBODY' && personIds.length > 0) {
      throw badInput(field, 'Nobody was there, so input.personIds must be empty', 'OUTCOME_WITH_PEOPLE');
    }
    if (outcome === 'MET' && personIds.length === 0) {
      throw badInput(field, 'State who was met; REFUSED is for who did not wish to be named', 'OUTCOME_WITHOUT_PEOPLE');
    }
    const known = new Set<string>();
    for (const [index, personId] of personIds.entries()) {
      const path = `${field}.${String(index)}`;
      if (known.has(personId)) throw badInput(path, 'State each person once', 'DUPLICATE_PERSON');
      known.add(getPersonId(personId, this.base, path));
    }
    return [...known];
  }
}
