import type { DepartmentName } from '@hub/domain';
import { toDate } from '../days.js';
import type { Draft } from '../draft.js';
import type { Random } from '../random.js';
import type { FormRow } from '../view/form-row.js';
import type { ErrorEntry } from './error-log.js';
import type { Channel, ErrorCode } from './error-model.js';
import { errorRate } from './error-model.js';
import type { Fault } from './faults.js';
import { drawFaults, noFaults, refusalOf } from './faults.js';
import type { IdentityRegister, Verdict } from './identity-register.js';
import type { Subject, Typed } from './mistakes.js';
import { typeIdentity } from './mistakes.js';

/** Where forms of one kind go. */
export interface FormTable<Content extends object> {
  readonly view: DepartmentName;
  readonly name: string;
  /** Of its row keys. */
  readonly prefix: string;
  /** What can go wrong with its forms besides number, name and birth date. */
  readonly faults: readonly Fault[];
  readonly rows: (FormRow & Content)[];
}

export interface Form<Content extends object> {
  readonly channel: Channel;
  readonly subject: Subject;
  /** A name beside the person's on the form. */
  readonly otherName?: string | undefined;
  /**
   * The row's own content. `attempt` is 1 for the corrected form that follows a failed one; undefined where it would come
   * too late.
   */
  fill(faults: ReadonlySet<Fault>, attempt: 0 | 1): Content | undefined;
}

export interface FormDeskOptions {
  readonly register: IdentityRegister;
  readonly random: Random;
  /** Rows of different townships have numbers of different ranges. */
  readonly firstRowNumber: number;
}

/** Share of failed forms that the office has corrected and files again (一次性告知、补正). */
const corrected = 0.85;
/** By how many days a birth date on a form is wrong. */
const birthErrors = [-365, -31, -1, 1, 9, 365] as const;

/** Takes in forms about people: types them with the channel's mistakes, judges them, notes what went wrong. */
export class FormDesk {
  readonly errorLog: ErrorEntry[] = [];
  /** Forms by channel, corrections not counted. */
  readonly formsByChannel = new Map<Channel, number>();
  readonly #counts = new Map<string, number>();
  readonly #options: FormDeskOptions;

  constructor(options: FormDeskOptions) {
    this.#options = options;
  }

  /** Files a form, and the corrected one if it fails. Gives the row that the department then holds, if there is one. */
  file<Content extends object>(table: FormTable<Content>, form: Form<Content>): (FormRow & Content) | undefined {
    const { channel, subject } = form;
    this.formsByChannel.set(channel, (this.formsByChannel.get(channel) ?? 0) + 1);
    const faults = drawFaults(table.faults, subject, channel, this.#options.random);
    const first = this.#submit(table, form, faults, 0);
    if (first === undefined || first.intake === 'PHANTOM') return undefined;
    if (first.intake === 'LINKED') return first;
    if (!this.#options.random.chance(corrected)) return undefined;
    const second = this.#submit(table, form, noFaults, 1);
    return second?.intake === 'LINKED' ? second : undefined;
  }

  /** Notes a mistake that lies in what a record does not tell any more rather than in how it was typed. */
  log(
    error: ErrorCode,
    table: Pick<FormTable<object>, 'view' | 'name'>,
    row: FormRow,
    form: Pick<Form<object>, 'channel' | 'subject'>,
  ): void {
    this.errorLog.push({
      error,
      view: table.view,
      table: table.name,
      rowKey: row.rowKey,
      channel: form.channel,
      personKey: form.subject.key,
    });
  }

  nextRowKey(prefix: string): string {
    const number = this.#counts.get(prefix) ?? this.#options.firstRowNumber;
    this.#counts.set(prefix, number + 1);
    return `${prefix}${String(number).padStart(7, '0')}`;
  }

  #submit<Content extends object>(
    table: FormTable<Content>,
    form: Form<Content>,
    faults: ReadonlySet<Fault>,
    attempt: 0 | 1,
  ): (FormRow & Content) | undefined {
    const content = form.fill(faults, attempt);
    if (content === undefined) return undefined;
    const { channel, subject } = form;
    const { random } = this.#options;
    const typed =
      attempt === 0 ? this.#type(form) : { documentNumber: subject.documentNumber, name: subject.name, mistakes: [] };
    const { intake, problem } = this.#judge(subject, typed, faults);
    const wrongBirth = attempt === 0 && random.chance(errorRate('BIRTH_DATE_DIFFERS', channel));
    const sentTwice = intake === 'LINKED' && random.chance(errorRate('SENT_TWICE', channel));
    const identity: Draft<FormRow> = {
      rowKey: this.nextRowKey(table.prefix),
      intake,
      timesSent: sentTwice ? 2 : 1,
      name: typed.name,
      birthDate: toDate(wrongBirth ? subject.birth + random.pick(birthErrors) : subject.birth),
    };
    if (problem !== undefined) identity.problem = problem;
    if (intake === 'LINKED') identity.personKey = subject.key;
    if (typed.documentNumber !== undefined) {
      identity.documentType = subject.documentType;
      identity.documentNumber = typed.documentNumber;
    }
    const row = Object.assign({ ...identity }, content);
    table.rows.push(row);
    const mistakes: ErrorCode[] = [...typed.mistakes, ...faults];
    if (wrongBirth) mistakes.push('BIRTH_DATE_DIFFERS');
    if (sentTwice) mistakes.push('SENT_TWICE');
    for (const error of mistakes) this.log(error, table, row, form);
    if (intake === 'LINKED') this.#duplicate(table, form, identity, content);
    return row;
  }

  #type<Content extends object>({ subject, channel, otherName }: Form<Content>): Typed {
    const { random, register } = this.#options;
    return typeIdentity(subject, channel, { random, register, name: subject.name, otherName });
  }

  #judge(subject: Subject, typed: Pick<Typed, 'documentNumber' | 'name'>, faults: ReadonlySet<Fault>): Verdict {
    const problem = refusalOf(faults);
    if (problem !== undefined) return { intake: 'REFUSED', problem };
    return this.#options.register.admit(subject, typed);
  }

  #duplicate<Content extends object>(
    table: FormTable<Content>,
    form: Form<Content>,
    identity: FormRow,
    content: Content,
  ): void {
    if (!this.#options.random.chance(errorRate('DUPLICATE', form.channel))) return;
    const copy: Draft<FormRow> = {
      ...identity,
      rowKey: this.nextRowKey(table.prefix),
      intake: 'DUPLICATE',
      problem: 'DUPLICATE',
      duplicateOf: identity.rowKey,
      timesSent: 1,
    };
    delete copy.personKey;
    const row = Object.assign(copy, content);
    table.rows.push(row);
    this.log('DUPLICATE', table, row, form);
  }
}
