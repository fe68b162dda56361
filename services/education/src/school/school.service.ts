import { badInput, HubError, parseRegionCode } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { parseText, refuseOutside, runByCode } from '@hub/subgraph';
import { refuseUnknownGrade } from './grade.js';
import { parseSchoolCode } from './school-code.js';
import type { RegisterSchoolInput, SchoolSeatInput } from './school.input.js';
import type { SchoolDocument, SchoolRepository, SeatOffer } from './school.repository.js';

const maxNameLength = 100;
const capacities = { least: 0, most: 10_000 };

export class SchoolService {
  constructor(
    private readonly base: ScopeBase,
    private readonly schools: SchoolRepository,
  ) {}

  /**
   * Registers a school; the same content under the same code is the same school.
   *
   * @throws HubError BAD_USER_INPUT for a code, name, region or seats that cannot be
   * @throws HubError CONFLICT, reason CODE_TAKEN, when the code stands for another school
   */
  register(input: RegisterSchoolInput): Promise<SchoolDocument> {
    const school: SchoolDocument = {
      _id: parseSchoolCode(input.code, 'input.code'),
      name: parseText(input.name, maxNameLength, 'input.name'),
      regionCode: parseRegionCode(input.regionCode, 'input.regionCode', [6, 9, 12], this.base.resources),
      seats: parseSeats(input.seats ?? []),
      updatedAt: this.base.clock.now(),
    };
    return runByCode(this.base, {
      operation: 'registerSchool',
      input,
      work: async (session) => {
        const standing = await this.schools.find(school._id, session);
        if (standing === null) {
          await this.schools.insert(school, session);
          return school;
        }
        if (contentOf(standing) === contentOf(school)) return standing;
        throw new HubError('CONFLICT', 'The code stands for a school with other content; choose another code', {
          field: 'input.code',
          reason: 'CODE_TAKEN',
        });
      },
    });
  }
}

function parseSeats(seats: readonly SchoolSeatInput[]): readonly SeatOffer[] {
  const offers = new Map<number, SeatOffer>();
  for (const [index, { grade, capacity }] of seats.entries()) {
    const field = `input.seats.${String(index)}`;
    refuseUnknownGrade(grade, `${field}.grade`);
    refuseOutside(capacity, capacities, `${field}.capacity`);
    if (offers.has(grade)) throw badInput(`${field}.grade`, 'State each grade once', 'DUPLICATE_GRADE');
    offers.set(grade, { grade, capacity });
  }
  return [...offers.values()].sort((a, b) => a.grade - b.grade);
}

function contentOf({ name, regionCode, seats }: SchoolDocument): string {
  return JSON.stringify([name, regionCode, seats.map(({ grade, capacity }) => [grade, capacity])]);
}
