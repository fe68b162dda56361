import type { Clock } from '@hub/domain';
import type { Logger } from '@hub/server';
import { failpoint } from '@hub/server';
import type { NotificationDocument } from '../notification/notification.repository.js';
import type { SecretSealer } from '../subscription/secret-sealer.js';
import type { SealedSecret } from '../subscription/subscription.repository.js';
import { listValidSecrets } from '../subscription/webhook-secrets.js';
import type { DeliveryRecorder, RecordedResult } from './delivery-recorder.js';
import type { DeliveryRights, Verdict, WebhookSubscription } from './delivery-rights.js';
import type { DeliveryDocument, DeliveryRepository } from './delivery.repository.js';
import { cloudEventType, createWebhookBody, largestBodyBytes } from './webhook-message.js';
import type { WebhookSender } from './webhook-sender.js';
import { signWebhook } from './webhook-signature.js';

export interface DeliveryCourierOptions {
  readonly rights: DeliveryRights;
  readonly deliveries: DeliveryRepository;
  readonly recorder: DeliveryRecorder;
  readonly sender: WebhookSender;
  readonly sealer: SecretSealer;
  readonly trueClock: Pick<Clock, 'now'>;
  readonly logger: Logger;
  /** URI of the hub's notifications. */
  readonly source: string;
}

/** How a claim ended: `NOT_SENT` says nothing about the receiver, and neither does `STOPPED`. */
export type CarryOutcome = RecordedResult['outcome'] | 'NOT_SENT' | 'STOPPED';

/** Carries one claimed delivery to its receiver, if it may still have it. */
export class DeliveryCourier {
  readonly #opened = new WeakMap<SealedSecret, Uint8Array>();

  constructor(private readonly options: DeliveryCourierOptions) {}

  /**
   * @param onAnswer called when the receiver has answered, or failed to, and only the result remains to be written
   * @throws whatever the store throws; the claim is then good until its lease ends
   */
  async carry(claim: DeliveryDocument, onAnswer: (outcome: CarryOutcome) => void): Promise<CarryOutcome> {
    const { rights, deliveries, recorder, trueClock } = this.options;
    const verdict = await rights.judge(claim);
    switch (verdict.verdict) {
      case 'CANCEL':
        await deliveries.cancel(claim, verdict.reason, trueClock.now());
        return 'NOT_SENT';
      case 'HOLD':
        await deliveries.hold(claim);
        return 'NOT_SENT';
      case 'WAIT':
        await deliveries.release(claim, verdict.until);
        return 'NOT_SENT';
      case 'POISONED':
        this.options.logger.error({ delivery: claim._id }, 'a delivery has no notification');
        await recorder.record(claim, verdict.subscription, { outcome: 'POISONED' }, trueClock.now());
        return 'POISONED';
      case 'SEND':
        return this.#send(claim, verdict, onAnswer);
    }
  }

  async #send(
    claim: DeliveryDocument,
    { subscription, notification }: Extract<Verdict, { readonly verdict: 'SEND' }>,
    onAnswer: (outcome: CarryOutcome) => void,
  ): Promise<CarryOutcome> {
    const { deliveries, recorder, trueClock } = this.options;
    const at = trueClock.now();
    const result = await this.#post(subscription, notification, at);
    if (result.outcome === 'STOPPED') {
      await deliveries.release(claim, trueClock.now());
      return 'STOPPED';
    }
    if (result.outcome === 'DELIVERED') failpoint('delivery.after-2xx');
    onAnswer(result.outcome);
    await recorder.record(claim, subscription, result, at);
    failpoint('delivery.after-write');
    return result.outcome;
  }

  async #post(
    subscription: WebhookSubscription,
    notification: NotificationDocument,
    at: Date,
  ): Promise<RecordedResult | { readonly outcome: 'STOPPED' }> {
    const { sender, logger, source } = this.options;
    const { _id: id } = notification;
    const body = this.#bodyOf(notification, source);
    if (body === undefined) return { outcome: 'POISONED' };
    const secrets = this.#secretsOf(subscription, at);
    if (secrets.length === 0) {
      logger.error({ subscriptionId: subscription._id }, 'the secret of a subscription cannot be opened');
      return { outcome: 'SECRET_UNREADABLE' };
    }
    const headers = { 'content-type': cloudEventType, ...signWebhook({ id, at, body }, secrets) };
    const { outcome, ...rest } = await sender.send({
      department: subscription.department,
      url: subscription.url,
      headers,
      body,
    });
    return outcome === 'STOPPED' ? { outcome } : { outcome, ...rest };
  }

  /** Undefined when it cannot be made or is too large for anybody: that bulletin alone stays behind. */
  #bodyOf(notification: NotificationDocument, source: string): Buffer | undefined {
    try {
      const body = createWebhookBody(notification, source);
      if (body !== undefined && body.length <= largestBodyBytes) return body;
      this.options.logger.error(
        { notification: notification._id, bytes: body?.length },
        'a bulletin is too large to send',
      );
    } catch (error) {
      this.options.logger.error({ err: error, notification: notification._id }, 'a bulletin cannot be sent');
    }
    return undefined;
  }

  #secretsOf(subscription: WebhookSubscription, at: Date): readonly Uint8Array[] {
    try {
      return listValidSecrets(subscription, at).map((secret) => this.#open(secret, subscription._id));
    } catch {
      return [];
    }
  }

  /** Attempts that share a reading of their subscription share what was opened, and it goes with the reading. */
  #open(sealed: SealedSecret, subscriptionId: string): Uint8Array {
    const known = this.#opened.get(sealed);
    if (known !== undefined) return known;
    const secret = this.options.sealer.open(sealed.cipher, subscriptionId);
    this.#opened.set(sealed, secret);
    return secret;
  }
}
