import { randomUUID } from 'node:crypto';
import type { DepartmentName } from '@hub/domain';
import { departmentNames } from '@hub/domain';
import type { HubAnswer } from '@hub/server';
import type { HubOnTrial, Officer } from '@hub/testing';

export type Input = Readonly<Record<string, unknown>>;

/** What an error tells a program. */
export interface Refusal {
  readonly code: string;
  readonly reason?: string;
  readonly field?: string;
  readonly fields?: readonly string[];
}

/** A department at its own records: it sends mutations over HTTP with the purpose OWN_RECORDS. */
export interface Office {
  /** Sends a mutation and gives what came back; an idempotency key is made unless the input has one. */
  record<T = { readonly id: string }>(mutation: string, input: Input, selection?: string): Promise<T>;
  /** Sends a mutation that must fail on its field, and gives the reason. */
  fail(mutation: string, input: Input): Promise<Refusal>;
  /** Sends a mutation, whatever comes of it. */
  send(mutation: string, input: Input, selection?: string): Promise<HubAnswer>;
  readonly officer: Officer;
}

export type Offices = Readonly<Record<DepartmentName, Office>>;

/** The six departments of a hub. */
export function openOffices(hub: HubOnTrial): Offices {
  return Object.fromEntries(departmentNames.map((name) => [name, openOffice(hub, name)])) as Record<
    DepartmentName,
    Office
  >;
}

/** Text of a mutation by the rule of all of them: one `input`, whose type is the mutation's name and `Input`. */
export function mutationText(name: string, selection: string): string {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`;
}

function openOffice(hub: HubOnTrial, department: DepartmentName): Office {
  const officer = hub.asOfficer(department, { purpose: 'OWN_RECORDS' });
  const send: Office['send'] = (mutation, input, selection = '{ __typename }') =>
    officer.query(mutationText(mutation, selection), { input: withKey(mutation, input) });
  return {
    officer,
    send,
    record: async <T>(mutation: string, input: Input, selection = '{ id }') => {
      const answer = await send(mutation, input, selection);
      const made = answer.data?.[mutation];
      if (answer.errors !== undefined || made === undefined || made === null) throw new UnexpectedAnswer(answer);
      return made as T;
    },
    fail: async (mutation, input) => {
      const answer = await send(mutation, input);
      const [error, ...others] = answer.errors ?? [];
      if (error === undefined || others.length > 0) throw new UnexpectedAnswer(answer);
      return refusalOf(error.extensions);
    },
  };
}

function withKey(mutation: string, input: Input): Input {
  return mutation === 'resolvePersons' ? input : { idempotencyKey: randomUUID(), ...input };
}

/** The parts of an error that programs act on. */
export function refusalOf(extensions: Readonly<Record<string, unknown>>): Refusal {
  const { code, reason, field, fields } = extensions as unknown as Refusal;
  return { code, ...(reason && { reason }), ...(field && { field }), ...(fields && { fields }) };
}

/** Shows the whole answer where a test expected another. */
export class UnexpectedAnswer extends Error {
  constructor({ status, data, errors }: HubAnswer) {
    super(`The hub answered ${String(status)} ${JSON.stringify({ data, errors }, null, 2)}`);
  }
}
