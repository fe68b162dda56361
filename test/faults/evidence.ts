import type { CallerName } from '@hub/domain';

/**
 * What came of an operation, as its caller knows it: `ok` was answered, `fail` was refused, and of `unknown` nobody can say:
 * no answer came, so that it may have been done or not.
 */
export type Outcome = 'ok' | 'fail' | 'unknown';

/** A bulletin that follows from an operation, named by what the caller knew before: nobody else uses the subject for it. */
export interface Told {
  readonly kind: string;
  readonly to: CallerName;
  /** Id of the person it is about. */
  readonly subject: string;
}

/** An operation that somebody set out to do. */
export interface Intent {
  readonly name: string;
  readonly outcome: Outcome;
  /** All of them, and nothing else about their subjects. */
  readonly tells: readonly Told[];
  /** What was answered each time that it was sent under its key. */
  readonly answers: readonly string[];
}

/** What one request brought to a receiver, and how that answered. */
export interface Reception {
  readonly receiver: string;
  readonly webhookId: string;
  readonly bodyHash: string;
  /** By the key of this receiver's subscription, with the time of the attempt. */
  readonly isSigned: boolean;
  readonly kind: string;
  readonly to: string;
  readonly subject: string;
  /** Whether a success was answered. */
  readonly isAccepted: boolean;
}

/** Who asked for what. */
export interface Subscribed {
  readonly id: string;
  readonly receiver: string;
  readonly department: CallerName;
  readonly kinds: readonly string[];
}

/** A bulletin in somebody's inbox. */
export interface Bulletin {
  readonly id: string;
  readonly kind: string;
  readonly to: string;
  readonly number: string;
  readonly previousNumber: string | null;
  readonly subject: string;
}

/** A delivery, as the hub says that it stands. */
export interface DeliveryShown {
  readonly notificationId: string;
  readonly subscriptionId: string;
  readonly state: string;
}

/** A due instant of a schedule that was run. */
export interface OccurrenceShown {
  readonly schedule: string;
  readonly dueAt: string;
}

/** What a process of the hub takes of the machine, and how much it says. */
export interface ProcessShown {
  readonly name: string;
  readonly runningMs: number;
  readonly logLines: number;
  /** Undefined where the machine does not tell. */
  readonly openFiles?: number;
  readonly residentMb?: number;
}

/** Everything that is known from outside about a hub that has come to rest. */
export interface Evidence {
  readonly intents: readonly Intent[];
  readonly receptions: readonly Reception[];
  readonly subscriptions: readonly Subscribed[];
  readonly bulletins: readonly Bulletin[];
  readonly deliveries: readonly DeliveryShown[];
  readonly occurrences?: readonly OccurrenceShown[];
  readonly processes?: readonly ProcessShown[];
  /** Nobody was killed and nobody failed: then at least once is exactly once. */
  readonly isUndisturbed?: boolean;
}
