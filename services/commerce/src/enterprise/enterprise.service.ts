import { HubError, parseCreditCode, parseRegionCode } from '@hub/domain';
import type { ScopeBase } from '@hub/subgraph';
import { getPersonId, parseText, recordEvent, refuseFuture, refuseReversed, runOnce } from '@hub/subgraph';
import type { CommerceLoaders } from '../scope.js';
import { refuseOtherKind } from './enterprise-kind.js';
import { enterpriseClosed, enterpriseRegistered } from './enterprise.events.js';
import type { CloseEnterpriseInput, RegisterEnterpriseInput } from './enterprise.input.js';
import type { EnterpriseDocument, EnterpriseRepository } from './enterprise.repository.js';

const maxNameLength = 100;

/** 市场主体: registering takes proof of identity, never a residence permit (Decree 746 art. 15, 16). */
export class EnterpriseService {
  constructor(
    private readonly base: ScopeBase,
    private readonly enterprises: EnterpriseRepository,
    private readonly loaders: CommerceLoaders,
  ) {}

  /** @throws HubError NOT_FOUND when commerce holds no enterprise with this code */
  async get(code: string): Promise<EnterpriseDocument> {
    const enterprise = await this.loaders.enterprise.load(code);
    if (enterprise !== undefined) return enterprise;
    throw new HubError('NOT_FOUND', 'Commerce holds no enterprise with this code', { reason: 'NO_RECORD' });
  }

  /**
   * By a code as somebody typed it.
   *
   * @throws HubError BAD_USER_INPUT naming the rule that the code breaks, NOT_FOUND as {@link get}
   */
  async lookUp(code: string): Promise<EnterpriseDocument> {
    return this.get(parseCreditCode(code, this.base.resources, 'code').value);
  }

  /**
   * @throws HubError BAD_USER_INPUT for a code, kind, name, region, date or operator that cannot be
   * @throws HubError CONFLICT, reason CODE_TAKEN: a code stands once, closed enterprises included
   */
  register(input: RegisterEnterpriseInput): Promise<EnterpriseDocument> {
    const enterprise = this.#read(input);
    return runOnce(this.base, {
      operation: 'registerEnterprise',
      input,
      work: async (session) => {
        if ((await this.enterprises.find(enterprise._id, session)) !== null) {
          throw new HubError('CONFLICT', 'An enterprise with this code is registered already; compare the codes', {
            field: 'input.code',
            reason: 'CODE_TAKEN',
          });
        }
        await this.enterprises.insert(enterprise, session);
        const { _id, regionCode, establishedOn, kind } = enterprise;
        await recordEvent(this.base, session, enterpriseRegistered, { code: _id, regionCode, establishedOn, kind });
        return enterprise;
      },
    });
  }

  /** @throws HubError NOT_FOUND, CONFLICT when it closed already, BAD_USER_INPUT when it closed before it was established */
  close(input: CloseEnterpriseInput): Promise<EnterpriseDocument> {
    const code = parseCreditCode(input.code, this.base.resources, 'input.code').value;
    refuseFuture(input.closedOn, this.base, 'input.closedOn');
    return runOnce(this.base, {
      operation: 'closeEnterprise',
      input,
      work: async (session) => {
        const enterprise = await this.enterprises.find(code, session);
        if (enterprise === null) {
          throw new HubError('NOT_FOUND', 'Commerce holds no enterprise with this code', { field: 'input.code' });
        }
        if (enterprise.closedOn !== undefined) {
          throw new HubError('CONFLICT', 'This enterprise has closed already', { reason: 'ALREADY_CLOSED' });
        }
        refuseReversed(enterprise.establishedOn, input.closedOn, 'input.closedOn');
        const closing = { closedOn: input.closedOn, updatedAt: this.base.clock.now() };
        await this.enterprises.close(code, closing, session);
        await recordEvent(this.base, session, enterpriseClosed, { code, closedOn: input.closedOn });
        return { ...enterprise, ...closing };
      },
    });
  }

  #read(input: RegisterEnterpriseInput): EnterpriseDocument {
    const { resources, clock } = this.base;
    const { value, category, warnings } = parseCreditCode(input.code, resources, 'input.code');
    refuseOtherKind(category, input.kind);
    refuseFuture(input.establishedOn, this.base, 'input.establishedOn');
    return {
      _id: value,
      name: parseText(input.name, maxNameLength, 'input.name'),
      kind: input.kind,
      regionCode: parseRegionCode(input.regionCode, 'input.regionCode', [6, 9, 12], resources),
      establishedOn: input.establishedOn,
      ...(input.operatorId !== undefined && {
        operatorId: getPersonId(input.operatorId, this.base, 'input.operatorId'),
      }),
      warnings,
      updatedAt: clock.now(),
    };
  }
}
