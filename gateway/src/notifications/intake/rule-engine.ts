import type { CallerName } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { Content, FeedEvent } from '@hub/subgraph';
import type { NotificationKind, RuleQuestions } from '../kind/define-kind.js';
import { RuleBlocked } from '../kind/define-kind.js';
import type { NotificationDraft } from '../notification/draft.js';
import type { NotificationIssuer } from '../notification/issuer.js';

/** One thing to decide: whether a receiver is told a bulletin of an event. */
export interface RuleCase {
  readonly event: FeedEvent;
  readonly kind: NotificationKind;
  readonly to: CallerName;
}

/** Why a rule could not be decided. */
export type RuleFailureReason = 'DEPARTMENT_UNAVAILABLE' | 'HOLIDAYS_UNKNOWN' | 'RULE_FAILED';

export type RuleOutcome =
  | { readonly case: RuleCase; readonly draft: NotificationDraft | undefined }
  | { readonly case: RuleCase; readonly failure: RuleFailureReason; readonly cause: unknown };

export interface RuleEngineOptions {
  readonly kinds: readonly NotificationKind[];
  readonly issuer: Pick<NotificationIssuer, 'check'>;
  readonly questions: RuleQuestions;
}

/** Decides what follows from events. A rule that fails fails alone. */
export class RuleEngine {
  readonly #byType = new Map<string, NotificationKind[]>();
  readonly #byCode: ReadonlyMap<string, NotificationKind>;

  constructor(private readonly options: RuleEngineOptions) {
    this.#byCode = new Map(options.kinds.map((kind) => [kind.code, kind]));
    for (const kind of options.kinds) {
      if (kind.trigger.on !== 'event') continue;
      for (const type of kind.trigger.types) this.#byType.set(type, [...(this.#byType.get(type) ?? []), kind]);
    }
  }

  casesOf(event: FeedEvent): readonly RuleCase[] {
    const kinds = this.#byType.get(event.type) ?? [];
    return kinds.flatMap((kind) => kind.to.map((to) => ({ event, kind, to })));
  }

  /** The case of a task that was stored; undefined when the catalogue has no such bulletin any more. */
  findCase(event: FeedEvent, code: string, to: CallerName): RuleCase | undefined {
    const kind = this.#byCode.get(code);
    return kind?.to.includes(to) === true ? { event, kind, to } : undefined;
  }

  /** Never rejects. */
  async decide(ruleCase: RuleCase): Promise<RuleOutcome> {
    const { event, kind, to } = ruleCase;
    try {
      const data = await this.#dataOf(ruleCase);
      if (data === undefined) return { case: ruleCase, draft: undefined };
      const draft = { kind, to, sourceId: event.id, sourceAt: new Date(event.occurredAt), data };
      this.options.issuer.check(draft);
      return { case: ruleCase, draft };
    } catch (cause) {
      return { case: ruleCase, failure: reasonOf(cause), cause };
    }
  }

  #dataOf({ event, kind, to }: RuleCase): Promise<Content | undefined> {
    if (kind.rule !== undefined) return kind.rule(event, to, this.options.questions);
    const named = Object.entries(event.data).filter(([name]) => Object.hasOwn(kind.content, name));
    return Promise.resolve(Object.fromEntries(named));
  }
}

function reasonOf(cause: unknown): RuleFailureReason {
  if (cause instanceof RuleBlocked) return 'DEPARTMENT_UNAVAILABLE';
  return cause instanceof HubError && cause.details.reason === 'HOLIDAYS_UNKNOWN' ? 'HOLIDAYS_UNKNOWN' : 'RULE_FAILED';
}
