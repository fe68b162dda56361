import { HubClient } from '@hub/server';
import type { HubOnTrial } from '@hub/testing';
import { eventually } from '../stories/eventually.fixture.js';
import type { Input } from '../stories/office.fixture.js';
import { mutationText } from '../stories/office.fixture.js';
import { residenceInput, village } from '../stories/town.fixture.js';
import { echoed, foreigner, names, numbers, placeName, registered } from './canaries.fixture.js';
import type { Place } from './search.fixture.js';

interface Operation {
  readonly query: string;
  readonly variables?: Input;
  readonly operationName?: string;
}

const resolveText = mutationText('resolvePersons', '{ results { outcome personId reason } }');
const registerText = mutationText('registerResidence', '{ id receiptNumber person { id status } }');
const aboutText = 'query ($id: ID!, $name: String!) { person(id: $id) { status nameMatches(name: $name) { answer } } }';

/** Sends people through all that a hub does and all that goes wrong, and keeps every answer. */
export class Exposure {
  readonly answers: Place[] = [];
  #headers: Readonly<Record<string, string>> = {};
  #dwellingId = '';
  #personId = '';

  constructor(private readonly hub: HubOnTrial) {}

  /** Everything that leaves the hub as it was. */
  async expose(): Promise<void> {
    const client = new HubClient(await this.hub.readClientFile('police-system'));
    this.#headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await client.getToken()}`,
      'hub-purpose': 'OWN_RECORDS',
      'hub-officer': 'officer-7',
      'hub-case': 'CASE-1',
    };
    await this.#mainFlows();
    await this.#wrongValues();
    await this.#wrongHeaders();
    await this.#wrongRequests();
    await this.#departmentDown();
  }

  /** The store goes away under a department that runs: nothing that it could have been prepared for. */
  async exposeInternalError(): Promise<void> {
    await this.hub.hub.getDepartment('police').getStore().close();
    const documentNumber = numbers['to a department whose store is gone'];
    const name = names['of a store that is gone'];
    const person = { ...identityOf(registered), documentNumber, name };
    await this.#register(documentNumber, person);
    await this.#ask('resolvePersons without a store', {
      query: resolveText,
      variables: { input: { items: [{ reference: '1', ...person }], mint: true } },
    });
    await this.#ask('nameMatches without a store', { query: aboutText, variables: { id: this.#personId, name } });
    await this.#send('health without a store', '/health/ready', {});
  }

  /** Sends a request and keeps the whole answer. */
  async #send(name: string, path: string, init: RequestInit): Promise<unknown> {
    const response = await fetch(new URL(path, this.hub.url), init);
    const text = await response.text();
    const head = JSON.stringify([response.status, ...response.headers]);
    this.answers.push({ name: `the answer to ${name}`, content: `${head}\n${text}` });
    return text.startsWith('{') ? JSON.parse(text) : undefined;
  }

  #ask(name: string, operation: Operation, headers: Readonly<Record<string, string>> = {}): Promise<unknown> {
    const init = { method: 'POST', headers: { ...this.#headers, ...headers }, body: JSON.stringify(operation) };
    return this.#send(name, '/graphql', init);
  }

  #register(name: string, person: Input, changes: Input = {}): Promise<unknown> {
    const input = { idempotencyKey: name, ...residenceInput(registered, this.#dwellingId), ...changes, person };
    return this.#ask(name, { query: registerText, variables: { input } });
  }

  async #mainFlows(): Promise<void> {
    const dwelling = { idempotencyKey: 'dwelling', regionCode: village, address: placeName, kind: 'FLAT' };
    const made = await this.#ask('registerDwelling', {
      query: mutationText('registerDwelling', '{ id }'),
      variables: { input: dwelling },
    });
    this.#dwellingId = idIn(made, 'registerDwelling');
    const registration = await this.#register('registerResidence', registered);
    this.#personId = idIn(registration, 'registerResidence', 'person');
    await this.#register('registerResidence', registered);
    await this.#register('a second registration', registered);
    const items = [
      { reference: 'known', ...identityOf(registered) },
      { reference: 'other name', ...identityOf(registered), name: names.wrong },
      { reference: 'mistyped', ...identityOf(registered), documentNumber: numbers.mistyped },
      { reference: 'foreigner', ...foreigner },
    ];
    await this.#ask('resolvePersons', { query: resolveText, variables: { input: { items, mint: true } } });
    for (const name of [registered.name, names.wrong]) {
      await this.#ask('nameMatches', { query: aboutText, variables: { id: this.#personId, name } });
    }
  }

  async #wrongValues(): Promise<void> {
    const identity = identityOf(registered);
    await this.#register('a mistyped number', { ...identity, documentNumber: numbers.mistyped });
    await this.#register('another name', { ...identity, name: names.wrong });
    await this.#register('a number as document type', { ...identity, documentType: numbers['as a document type'] });
    await this.#register('a number as date', identity, { arrivedOn: numbers['as a date'] });
    await this.#register('a number as dwelling', identity, { dwellingId: numbers['as a dwelling id'] });
    await this.#register(numbers['as an idempotency key'], identity, { dwellingId: 'none' });
    await this.#register(numbers['as an idempotency key'], identity);
    await this.#register(numbers['as an idempotency key'], identity, { reason: 'STUDY' });
    const halfCharacter = {
      ...identity,
      documentNumber: numbers['with a lone surrogate'],
      name: `${names.wrong}\ud800`,
    };
    await this.#register('a lone surrogate', halfCharacter);
    const id = numbers['as a person id'];
    await this.#ask('a number as person id', { query: aboutText, variables: { id, name: names.wrong } });
    const person = { [echoed['as an unknown field']]: true };
    await this.#ask('a number as unknown field', { query: registerText, variables: { input: { person } } });
    await this.#ask('a number as unknown variable', { query: '{ me { id } }', variables: person });
    const literal = numbers['in a literal'];
    const document = `documentType: CITIZEN_ID, documentNumber: "${literal}", name: "${names['in a literal']}"`;
    const texts = [
      `{ person(id: "${literal}") { id } }`,
      `{ person(id: "${this.#personId}") { nameMatches(name: "${names['in a literal']}") { answer } } }`,
      `{ person(id: "${this.#personId}") { atLeastAge(age: "${literal}") { answer } } }`,
      `{ person(id: "${this.#personId}") { atLeastAge(age: ${literal.slice(0, 17)}) { answer } } }`,
      `{ person(id: "${this.#personId}") { nameMatches(name: "${names['in a literal']}", also: "${literal}") { answer } } }`,
      `mutation { resolvePersons(input: { items: [{ reference: "1", ${document} }] }) { results { outcome } } }`,
      `mutation { resolvePersons(input: { items: [{ reference: "1", ${document}, also: "${literal}" }] }) { results { outcome } } }`,
      `mutation { registerResidence(input: { person: { ${document} } }) { id } }`,
      `{ enterprise(code: "${literal}") { name } grid(code: "${literal}") { name } school(code: "${literal}") { name } }`,
    ];
    for (const query of texts) await this.#ask('a literal', { query });
  }

  async #wrongHeaders(): Promise<void> {
    const me = { query: '{ me { id } }' };
    const odd = {
      'hub-officer': numbers['as an officer'],
      'hub-case': numbers['as a case number'],
      'hub-purpose': numbers['as a purpose'],
      authorization: `Bearer ${numbers['as a token']}`,
      'x-request-id': echoed['as a request id'],
    };
    for (const [header, value] of Object.entries(odd))
      await this.#ask(`${header} with a number`, me, { [header]: value });
    const refused = { query: `{ person(id: "${this.#personId}") { enrolled { answer } } }` };
    await this.#ask('a refused question', refused, { 'hub-officer': numbers['as an officer'] });
    const assertion = numbers['as a client assertion'];
    const form = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      client_id: assertion,
    });
    await this.#send('a number as assertion', '/oauth/token', { method: 'POST', body: form });
    await this.#send('a number as grant', '/oauth/token', {
      method: 'POST',
      body: new URLSearchParams({ grant_type: assertion }),
    });
  }

  async #wrongRequests(): Promise<void> {
    const path = numbers['in a path'];
    await this.#send('a number in a path', `/people/${path}`, {});
    await this.#send('a number in a broken path', `/people/${path}%E0%A4%A`, {});
    await this.#send('a number in a query string', `/graphql?query={person(id:"${path}"){id}}`, {
      headers: this.#headers,
    });
    const { documentNumber } = { documentNumber: numbers['in broken JSON'] };
    const bodies = [
      `{"query": "{ me { id } }", "variables": {"number": "${documentNumber}"`,
      `"${documentNumber}"`,
      `[${documentNumber}]`,
    ];
    for (const body of bodies) {
      await this.#send('broken JSON', '/graphql', { method: 'POST', headers: this.#headers, body });
    }
    const broken = numbers['in broken GraphQL'];
    await this.#ask('broken GraphQL', { query: `{ person(id: "${broken}" { id } }` });
    await this.#ask('an unfinished string', { query: `{ person(id: "${broken}` });
    await this.#ask('a number where a name belongs', { query: `{ ${broken} }` });
    const operationName = numbers['as an operation name'];
    await this.#ask('an operation name', { query: 'query A { me { id } }', operationName });
    await this.#ask('an operation named so', { query: `query _${operationName} { me { id } }` });
    const { url } = await this.hub.hub.getDepartment('police').start();
    await this.#send('a number to a department itself', `${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'hub-department-token': numbers['as a token'] },
      body: `{"query": "${documentNumber}"}`,
    });
  }

  async #departmentDown(): Promise<void> {
    const police = this.hub.hub.getDepartment('police');
    await police.stop();
    const documentNumber = numbers['to a department that is down'];
    const name = names['of a department that is down'];
    await this.#register(documentNumber, { ...identityOf(registered), documentNumber, name });
    await this.#ask('a question to a department that is down', {
      query: aboutText,
      variables: { id: this.#personId, name },
    });
    await police.start();
    await eventually(
      () =>
        this.#ask('a question to a department that is back', {
          query: aboutText,
          variables: { id: this.#personId, name },
        }),
      (answer) => !JSON.stringify(answer).includes('DEPARTMENT_UNAVAILABLE'),
    );
  }
}

function identityOf({ documentType, documentNumber, name }: typeof registered): Input {
  return { documentType, documentNumber, name };
}

function idIn(answer: unknown, ...path: readonly string[]): string {
  let value: unknown = (answer as { readonly data?: unknown } | undefined)?.data;
  for (const step of path) value = (value as Readonly<Record<string, unknown>> | undefined)?.[step];
  const id = (value as { readonly id?: string } | undefined)?.id;
  if (id === undefined) throw new Error(`There is no id in ${JSON.stringify(answer)}`);
  return id;
}
