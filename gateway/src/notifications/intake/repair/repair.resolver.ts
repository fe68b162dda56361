import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { PageArguments } from '../../../hub/page/page.input.js';
import type { HubContext } from '../../../hub/scope.js';
import type { QuarantinedEventDocument } from '../quarantined-event.repository.js';
import type { RuleTaskDocument } from '../rule-task.repository.js';
import { RereadEventsInput, RetryRulesInput, UndecidedRulesArguments } from './repair.input.js';
import type { UndecidedRuleType, UnreadEventType } from './repair.type.js';
import {
  RereadEventsPayloadType,
  RetryRulesPayloadType,
  UndecidedRulePageType,
  UnreadEventPageType,
} from './repair.type.js';

@Resolver(() => UndecidedRulePageType)
export class UndecidedRuleResolver {
  @Query(() => UndecidedRulePageType, {
    description: 'Rules that could not be decided yet, of the oldest events first (待判定通报列表)',
  })
  async undecidedRules(
    @Args(() => UndecidedRulesArguments) given: UndecidedRulesArguments,
    @Ctx() { scope }: HubContext,
  ): Promise<UndecidedRulePageType> {
    const { items, ...page } = await scope.services.repairs.listUndecided(given);
    return { ...page, items: items.map(toUndecidedRule) };
  }

  @Mutation(() => RetryRulesPayloadType, {
    description: 'Tries rules again at once, those that were given up too, when what made them fail is gone (重新判定)',
  })
  async retryRules(
    @Arg('input', () => RetryRulesInput, { description: 'Which ones (范围)' }) input: RetryRulesInput,
    @Ctx() { scope }: HubContext,
  ): Promise<RetryRulesPayloadType> {
    return { count: await scope.services.repairs.retryRules(input) };
  }

  @FieldResolver(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount(@Root() { count }: UndecidedRulePageType): Promise<number> {
    return count();
  }
}

@Resolver(() => UnreadEventPageType)
export class UnreadEventResolver {
  @Query(() => UnreadEventPageType, {
    description: 'Events that could not be read, department by department (不可读事件列表)',
  })
  async unreadEvents(
    @Args(() => PageArguments) given: PageArguments,
    @Ctx() { scope }: HubContext,
  ): Promise<UnreadEventPageType> {
    const { items, ...page } = await scope.services.repairs.listUnread(given);
    return { ...page, items: items.map(toUnreadEvent) };
  }

  @Mutation(() => RereadEventsPayloadType, {
    description: 'Reads events again, when the department or the hub was mended; what follows is told (重新读取)',
  })
  async rereadEvents(
    @Arg('input', () => RereadEventsInput, { description: 'Which ones (范围)' }) { ids }: RereadEventsInput,
    @Ctx() { scope }: HubContext,
  ): Promise<RereadEventsPayloadType> {
    return scope.services.repairs.rereadEvents(ids);
  }

  @FieldResolver(() => Int, { description: 'How many there are on all pages (总数)' })
  totalCount(@Root() { count }: UnreadEventPageType): Promise<number> {
    return count();
  }
}

function toUndecidedRule(task: RuleTaskDocument): UndecidedRuleType {
  const { _id: id, event, to: receiver, nextAttemptAt, ...rest } = task;
  const { kind, department, state, failures, reason, createdAt } = rest;
  const shown = { id, kind, receiver, department, eventId: event.id, state, failures, reason, createdAt };
  return state === 'WAITING' ? { ...shown, nextAttemptAt } : shown;
}

function toUnreadEvent({ _id: id, department, position, reason, at }: QuarantinedEventDocument): UnreadEventType {
  return { id, department, position, reason, at };
}
