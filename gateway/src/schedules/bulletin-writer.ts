import { createHash } from 'node:crypto';
import type { Session, Store } from '@hub/store';
import { DuplicateKeyError } from '@hub/store';
import { checkContent } from '@hub/subgraph';
import type { NotificationKind } from '../notifications/kind/define-kind.js';
import type { NotificationDraft } from '../notifications/notification/draft.js';
import type { NotificationIssuer } from '../notifications/notification/issuer.js';
import type { NotificationDocument } from '../notifications/notification/notification.repository.js';
import { NotificationRepository } from '../notifications/notification/notification.repository.js';
import type { IssueOptions, ScheduledBulletin } from './define-schedule.js';
import { seriesOf, toldRowId, ToldRowRepository } from './told-row.repository.js';

export interface BulletinWriterOptions {
  readonly store: Store;
  readonly issuer: Pick<NotificationIssuer, 'issue'>;
  readonly kinds: ReadonlyMap<string, NotificationKind>;
  /** Runs after the commit of each chunk. */
  readonly onCommitted?: () => void;
}

export interface ChunkOptions extends IssueOptions {
  readonly occurrenceId: string;
  /** When the occurrence was due. */
  readonly dueAt: Date;
  /** Runs in each transaction: a claim that was lost undoes it. */
  readonly fence: (session: Session, written: Written) => Promise<void>;
  /** Runs after each transaction. */
  readonly onCommitted: () => void;
}

export interface Written {
  readonly issued: number;
  readonly unchanged: number;
}

/** Bulletins in one transaction. */
const chunkSize = 200;
const attempts = 3;

interface PlacedDraft extends NotificationDraft {
  readonly key: string;
}

/** Issues the bulletins of an occurrence, each once, however often the occurrence is run. */
export class BulletinWriter {
  readonly #told: ToldRowRepository;
  readonly #notifications: NotificationRepository;

  constructor(private readonly options: BulletinWriterOptions) {
    this.#told = new ToldRowRepository(options.store);
    this.#notifications = new NotificationRepository(options.store);
  }

  /** @throws RangeError for a kind that the catalogue does not have, or content that the kind does not */
  async write(bulletins: readonly ScheduledBulletin[], options: ChunkOptions): Promise<void> {
    const drafts = bulletins.map((bulletin) => this.#draft(bulletin, options));
    for (let start = 0; start < drafts.length; start += chunkSize) {
      await this.#writeChunk(drafts.slice(start, start + chunkSize), options);
    }
  }

  async #writeChunk(drafts: readonly PlacedDraft[], options: ChunkOptions): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.options.store.withTransaction(async (session) => {
          const due = options.changesOnly === true ? await this.#changed(drafts, session) : drafts;
          const issued = await this.options.issuer.issue(session, due);
          if (options.changesOnly === true) await this.#remember(due, issued, session);
          await options.fence(session, { issued: issued.length, unchanged: drafts.length - due.length });
        });
        options.onCommitted();
        this.options.onCommitted?.();
        return;
      } catch (error) {
        // Another process issued the same at the same time
        if (!(error instanceof DuplicateKeyError) || attempt === attempts) throw error;
      }
    }
  }

  /** Without what says the same as the last bulletin of its row, unless that one was taken back. */
  async #changed(drafts: readonly PlacedDraft[], session: Session): Promise<readonly PlacedDraft[]> {
    const told = await this.#told.find(drafts.map(rowIdOf), session);
    const recalled = await this.#listRecalled(
      [...told.values()].map(({ number }) => number),
      session,
    );
    return drafts.filter((draft) => {
      const last = told.get(rowIdOf(draft));
      if (last === undefined || recalled.has(last.number)) return true;
      // Told by an earlier attempt: what the report says now is for the next occurrence
      if (last.sourceId === draft.sourceId) return false;
      return !saysTheSame(last.data, draft);
    });
  }

  async #listRecalled(numbers: readonly string[], session: Session): Promise<ReadonlySet<string>> {
    if (numbers.length === 0) return new Set();
    const found = await this.#notifications.collection
      .find({ number: { $in: [...numbers] }, state: 'RECALLED' }, { session, projection: { number: 1 } })
      .toArray();
    return new Set(found.map(({ number }) => number));
  }

  async #remember(
    drafts: readonly PlacedDraft[],
    issued: readonly NotificationDocument[],
    session: Session,
  ): Promise<void> {
    const places = new Map(drafts.map((draft) => [`${draft.kind.code}:${draft.to}:${draft.sourceId}`, draft]));
    const rows = issued.flatMap(({ kind, to, sourceId, number, data }) => {
      const draft = places.get(`${kind}:${to}:${sourceId}`);
      if (draft === undefined || data === undefined) return [];
      return [{ _id: rowIdOf(draft), series: seriesOf(kind, to), key: draft.key, data, number, sourceId }];
    });
    await this.#told.replace(rows, session);
  }

  #draft(
    { kind: code, key, ...bulletin }: ScheduledBulletin,
    { occurrenceId, dueAt }: Pick<ChunkOptions, 'occurrenceId' | 'dueAt'>,
  ): PlacedDraft {
    const kind = this.options.kinds.get(code);
    if (kind === undefined) throw new RangeError(`The catalogue has no bulletin ${code}`);
    return { ...bulletin, key, kind, sourceId: `${occurrenceId}|${digestOf(key)}`, sourceAt: dueAt };
  }
}

/** A row's key may be a person's id, which is not to outlive the content of the bulletin. */
function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

function rowIdOf({ kind, to, key }: PlacedDraft): string {
  return toldRowId(seriesOf(kind.code, to), key);
}

/** Compared as they would be told: small counts are suppressed, and a change among them is none. */
function saysTheSame(told: Readonly<Record<string, unknown>>, { kind, data }: NotificationDraft): boolean {
  const now = checkContent(kind.content, data, kind.code);
  const names = Object.keys(now);
  return names.length === Object.keys(told).length && names.every((name) => now[name] === told[name]);
}
