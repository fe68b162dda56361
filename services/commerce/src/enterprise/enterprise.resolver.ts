import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { CommerceContext } from '../scope.js';
import { CloseEnterpriseInput, RegisterEnterpriseInput } from './enterprise.input.js';
import { toEnterprise } from './enterprise.reference.js';
import { Enterprise } from './enterprise.type.js';

@Resolver(() => Enterprise)
export class EnterpriseResolver {
  @Query(() => Enterprise, {
    nullable: true,
    description: 'The enterprise with a code; NOT_FOUND when there is none (市场主体)',
  })
  async enterprise(
    @Arg('code', () => String, { description: 'Unified social credit code, 18 characters (统一社会信用代码)' })
    code: string,
    @Ctx() { scope }: CommerceContext,
  ): Promise<Enterprise> {
    return toEnterprise(await scope.enterprises.lookUp(code));
  }

  @Mutation(() => Enterprise, {
    description: 'Registers an enterprise. No residence permit is asked for: it is not a condition (市场主体登记)',
  })
  async registerEnterprise(
    @Arg('input', () => RegisterEnterpriseInput, { description: 'The enterprise (市场主体)' })
    input: RegisterEnterpriseInput,
    @Ctx() { scope }: CommerceContext,
  ): Promise<Enterprise> {
    return toEnterprise(await scope.enterprises.register(input));
  }

  @Mutation(() => Enterprise, { description: 'Records that an enterprise closed (注销登记)' })
  async closeEnterprise(
    @Arg('input', () => CloseEnterpriseInput, { description: 'Which enterprise, when (注销内容)' })
    input: CloseEnterpriseInput,
    @Ctx() { scope }: CommerceContext,
  ): Promise<Enterprise> {
    return toEnterprise(await scope.enterprises.close(input));
  }
}
