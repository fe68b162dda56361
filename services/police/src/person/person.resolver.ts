import type { CalendarDate, Verification } from '@hub/domain';
import { HubError } from '@hub/domain';
import { DateScalar, VerificationType } from '@hub/subgraph';
import { Arg, Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Residence } from '../registration/registration.type.js';
import type { PoliceContext } from '../scope.js';
import type { PersonStatus } from './person.repository.js';
import { Person, PersonStatusEnum } from './person.type.js';

const onDescription = 'Day asked about; today when left out (查询日期)';

@Resolver(() => Person)
export class PersonResolver {
  @FieldResolver(() => PersonStatusEnum, { nullable: true, description: 'Status in the register (人员状态)' })
  async status(@Root() { id }: Person, @Ctx() { scope }: PoliceContext): Promise<PersonStatus> {
    return (await scope.people.get(id)).status;
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether the person bears this name (姓名核验)',
  })
  nameMatches(
    @Root() { id }: Person,
    @Arg('name', () => String, { description: 'Name as stated (姓名)' }) name: string,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Verification> {
    return scope.people.nameMatches(id, name);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether the person has reached an age (年龄核验)',
  })
  atLeastAge(
    @Root() { id }: Person,
    @Arg('age', () => Int, { description: 'Full years (周岁)' }) age: number,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Verification> {
    return scope.people.atLeastAge(id, age, on ?? undefined);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether a residence registration is in force (居住登记核验)',
  })
  residenceRegistered(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Verification> {
    return scope.people.residenceRegistered(id, on ?? undefined);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether registered without a break for so many months (居住年限核验)',
  })
  residentForMonths(
    @Root() { id }: Person,
    @Arg('months', () => Int, { description: 'Calendar months (月数)' }) months: number,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Verification> {
    return scope.people.residentForMonths(id, months, on ?? undefined);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether a residence permit works (居住证核验)',
  })
  residencePermitValid(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Verification> {
    return scope.people.residencePermitValid(id, on ?? undefined);
  }

  @FieldResolver(() => VerificationType, {
    nullable: true,
    description: 'Whether the dwelling is lawful and stable (合法稳定住所核验)',
  })
  lawfulDwelling(
    @Root() { id }: Person,
    @Arg('on', () => DateScalar, { nullable: true, description: onDescription }) on: CalendarDate | null,
    @Ctx() { scope }: PoliceContext,
  ): Promise<Verification> {
    return scope.people.lawfulDwelling(id, on ?? undefined);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'County of the household registration, 6 digits (户籍地)',
  })
  async hukouRegionCode(@Root() { id }: Person, @Ctx() { scope }: PoliceContext): Promise<string> {
    const { hukouRegionCode } = await scope.people.get(id);
    if (hukouRegionCode !== undefined) return hukouRegionCode;
    throw new HubError('NOT_FOUND', 'Police holds no household region of this person', { reason: 'NO_RECORD' });
  }

  @FieldResolver(() => Residence, { nullable: true, description: 'Where the person is registered now (现居住地)' })
  async residence(@Root() { id }: Person, @Ctx() { scope }: PoliceContext): Promise<Residence> {
    const registration = await scope.people.findResidence(id);
    if (registration === undefined) {
      throw new HubError('NOT_FOUND', 'Police holds no active residence registration of this person', {
        reason: 'NO_RECORD',
      });
    }
    const { regionCode, registeredOn, dwellingId } = registration;
    return { regionCode, since: registeredOn, dwellingId };
  }
}
