/** In flight for all receivers together. */
export const mostInFlight = 128;
/** In flight for one subscription. */
export const mostPerEndpoint = 16;
/** So many failures in a row, and one at a time finds out when the receiver is back. */
const failuresUntilAlone = 5;
/** Between two attempts at a receiver that fails: a backlog of a hundred thousand is no reason to hammer. */
export const failingPauseMs = 50;

/** Leave to claim and carry one delivery of a subscription; given back when that is done. */
export interface Turn {
  readonly id: string;
  /** Which offer it answers. */
  readonly offer: number;
}

interface Endpoint {
  inFlight: number;
  /** Claims that have not been answered. */
  claiming: number;
  /** How many may be: grows while claims find something, so that a single delivery is not looked for many times. */
  mostClaiming: number;
  /** In a row. */
  failures: number;
  endedAtMs: number;
}

/**
 * Whose turn it is. Subscriptions for which something is due stand in a ring and take turns. None takes more than half of
 * what is still free: however many receivers hang, there is room for one that does not.
 */
export class DeliveryTurns {
  readonly #endpoints = new Map<string, Endpoint>();
  /** Ring of the subscriptions for which something is due, with the last offer for each. */
  readonly #ready = new Map<string, number>();
  #offers = 0;
  #inFlight = 0;

  get inFlight(): number {
    return this.#inFlight;
  }

  get isAnyReady(): boolean {
    return this.#ready.size > 0;
  }

  /** Something is due for it. */
  offer(id: string): void {
    this.#ready.set(id, ++this.#offers);
  }

  /** @returns leave for who may begin now; it goes to the end of the ring */
  take(nowMs: number): Turn | undefined {
    if (this.#inFlight >= mostInFlight) return undefined;
    for (const [id, offer] of this.#ready) {
      const endpoint = this.#endpointOf(id);
      if (!this.#mayBegin(endpoint, nowMs)) continue;
      this.#ready.delete(id);
      this.#ready.set(id, offer);
      endpoint.inFlight += 1;
      endpoint.claiming += 1;
      this.#inFlight += 1;
      return { id, offer };
    }
    return undefined;
  }

  /** What the claim of a turn found. Nothing: it leaves the ring, unless there has been another offer since. */
  claimed({ id, offer }: Turn, found: boolean): void {
    const endpoint = this.#endpointOf(id);
    endpoint.claiming -= 1;
    endpoint.mostClaiming = found ? Math.min(mostPerEndpoint, endpoint.mostClaiming * 2) : 1;
    if (!found && this.#ready.get(id) === offer) this.#ready.delete(id);
  }

  /** @param success undefined when it says nothing about the receiver */
  give({ id }: Turn, success: boolean | undefined, nowMs: number): void {
    const endpoint = this.#endpointOf(id);
    endpoint.inFlight -= 1;
    endpoint.endedAtMs = nowMs;
    this.#inFlight -= 1;
    if (success !== undefined) endpoint.failures = success ? 0 : endpoint.failures + 1;
    if (endpoint.inFlight === 0 && endpoint.failures === 0 && !this.#ready.has(id)) this.#endpoints.delete(id);
  }

  #mayBegin({ inFlight, claiming, mostClaiming, failures, endedAtMs }: Endpoint, nowMs: number): boolean {
    if (failures >= failuresUntilAlone) return inFlight === 0 && nowMs - endedAtMs >= failingPauseMs;
    const free = mostInFlight - this.#inFlight;
    return claiming < mostClaiming && inFlight < Math.min(mostPerEndpoint, Math.ceil(free / 2));
  }

  #endpointOf(id: string): Endpoint {
    const known = this.#endpoints.get(id);
    if (known !== undefined) return known;
    const made = { inFlight: 0, claiming: 0, mostClaiming: 1, failures: 0, endedAtMs: -Infinity };
    this.#endpoints.set(id, made);
    return made;
  }
}
