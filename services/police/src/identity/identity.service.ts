import { randomBytes } from 'node:crypto';
import type { DocumentRules, PersonDocument as ParsedDocument } from '@hub/domain';
import { createPersonId, HubError, matchesName, normaliseName, parseDocument, parsePhone } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { upcomingIntakeYear } from '../person/intake-year.js';
import type { PersonDocument, PersonRepository } from '../person/person.repository.js';
import type { ResolvePersonItemInput } from './identity.input.js';
import type { ResolvedPerson } from './identity.type.js';
import type { Identity, IdentitySealer } from './identity-sealer.js';

/** Somebody as a caller describes them, checked. */
export interface StatedPerson {
  readonly matchKey: string;
  readonly identity: Identity;
}

const maxItems = 1_000;

/** Who is who: document numbers to ids, and identities in and out of their cipher. */
export class IdentityService {
  constructor(
    private readonly base: ScopeBase,
    private readonly sealer: IdentitySealer,
    private readonly people: PersonRepository,
  ) {}

  /**
   * Checks a document and a name.
   *
   * @param path input path of the object that holds `documentNumber` and `name`
   * @throws HubError BAD_USER_INPUT naming the field and, in `reason`, the rule
   */
  state(
    { documentType, documentNumber, name, phone }: Pick<Identity, 'documentType' | 'documentNumber' | 'name' | 'phone'>,
    path: string,
  ): StatedPerson {
    const parsed: ParsedDocument = parseDocument(documentType, documentNumber, this.#rules(), `${path}.documentNumber`);
    const identity: Identity = {
      documentType,
      documentNumber: parsed.number,
      name: normaliseName(name, `${path}.name`),
      ...(phone !== undefined && { phone: parsePhone(phone, `${path}.phone`) }),
      ...(parsed.birthDate !== undefined && { birthDate: parsed.birthDate }),
    };
    return { matchKey: this.sealer.matchKey(identity), identity };
  }

  open(person: PersonDocument): Identity {
    return this.sealer.open(person._id, person.identity);
  }

  /** What a person's document keeps of an identity: sealed, but for the coarse year that a cohort is found by. */
  keep(personId: string, identity: Identity): Pick<PersonDocument, 'identity' | 'intakeYear'> {
    const intakeYear = upcomingIntakeYear(identity.birthDate, this.base.clock.today());
    return { identity: this.sealer.seal(personId, identity), ...(intakeYear !== undefined && { intakeYear }) };
  }

  /** A new person with a new id; not yet stored. */
  mint(
    { matchKey, identity }: StatedPerson,
    changes: Pick<PersonDocument, 'status' | 'hukouRegionCode'>,
  ): PersonDocument {
    const personId = createPersonId(randomBytes(15), this.base.resources.personTagKey);
    const now = this.base.clock.now();
    return {
      _id: personId,
      matchKey,
      ...this.keep(personId, identity),
      ...changes,
      createdAt: now,
      updatedAt: now,
    };
  }

  /** Whether the stored person bears the stated name; the same number under another name is for a human to review. */
  bearsName(person: PersonDocument, name: string): boolean {
    return matchesName(this.open(person).name, name);
  }

  /**
   * Resolves up to 1,000 people with one read and, when minting, one write.
   *
   * @throws HubError LIMIT_EXCEEDED beyond 1,000, BAD_USER_INPUT for `mint` outside OWN_RECORDS
   */
  async resolve(items: readonly ResolvePersonItemInput[], mint = false): Promise<readonly ResolvedPerson[]> {
    if (items.length > maxItems) {
      const message = `Resolve at most ${String(maxItems)} people in one request`;
      throw new HubError('LIMIT_EXCEEDED', message, { field: 'input.items' });
    }
    if (mint && this.base.caller.purpose !== 'OWN_RECORDS') {
      throw new HubError(
        'BAD_USER_INPUT',
        'Ids are minted for OWN_RECORDS only; leave mint out or change Hub-Purpose',
        {
          field: 'input.mint',
        },
      );
    }
    const stated = items.map((item) => this.#tryState(item));
    const matchKeys = stated.flatMap((each) => ('matchKey' in each ? [each.matchKey] : []));
    const known = new Map((await this.people.listByMatchKeys(matchKeys)).map((person) => [person.matchKey, person]));
    const minted = mint ? await this.#mintUnknown(stated, known) : new Set<string>();
    return items.map(({ reference }, index) => {
      const each = stated[index];
      if (each === undefined || 'reason' in each) return { reference, outcome: 'INVALID', ...each };
      const person = known.get(each.matchKey);
      if (person === undefined) return { reference, outcome: 'NO_MATCH' };
      if (!this.bearsName(person, each.identity.name)) return { reference, outcome: 'REVIEW', reason: 'NAME_DIFFERS' };
      return { reference, outcome: minted.has(person._id) ? 'NEW' : 'MATCH', personId: person._id };
    });
  }

  async #mintUnknown(
    stated: readonly (StatedPerson | { readonly reason: string })[],
    known: Map<string, PersonDocument>,
  ): Promise<ReadonlySet<string>> {
    const people = new Map<string, PersonDocument>();
    for (const each of stated) {
      if ('reason' in each || known.has(each.matchKey) || people.has(each.matchKey)) continue;
      people.set(each.matchKey, this.mint(each, { status: 'UNREGISTERED' }));
    }
    const stored = await this.people.insertMissing([...people.values()]);
    for (const person of stored) known.set(person.matchKey, person);
    const ours = new Set([...people.values()].map(({ _id }) => _id));
    return new Set(stored.map(({ _id }) => _id).filter((id) => ours.has(id)));
  }

  #tryState(item: ResolvePersonItemInput): StatedPerson | { readonly reason: string } {
    try {
      return this.state(item, 'input.items');
    } catch (error) {
      if (error instanceof HubError && error.code === 'BAD_USER_INPUT')
        return { reason: error.details.reason ?? error.code };
      throw error;
    }
  }

  #rules(): DocumentRules {
    return { synthetic: this.base.resources.synthetic, today: this.base.clock.today() };
  }
}
