import { createDepartmentTokenSigner, createLogger } from '@hub/server';
import { buildSchema } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import type { BadDepartment, Respond } from '../../test/bad-department.js';
import { faults, startBadDepartment } from '../../test/bad-department.js';
import { Circuit } from './circuit.js';
import { DepartmentClient } from './department-client.js';
import { DepartmentLink } from './department-link.js';
import type { SubgraphAnswer } from './subgraph-link.js';

const schema = buildSchema('type Query { me: String } type Mutation { act: String }');
const timeoutMs = 10_000;

/** Remembers how long each request was allowed to take. */
class NotingClient extends DepartmentClient {
  readonly allowedMs: number[] = [];

  override send(
    ...[request, allowedMs = timeoutMs]: Parameters<DepartmentClient['send']>
  ): ReturnType<DepartmentClient['send']> {
    this.allowedMs.push(allowedMs);
    return super.send(request, allowedMs);
  }
}

describe('The link to a department', () => {
  const open: Pick<BadDepartment, 'stop'>[] = [];
  afterEach(async () => {
    for (const part of open.splice(0).reverse()) await part.stop();
  });

  const ask = async (query: string, respond: Respond): Promise<{ answer: SubgraphAnswer; allowedMs: number[] }> => {
    const department = await startBadDepartment(respond);
    const client = new NotingClient({ url: () => department.url, timeoutMs });
    open.push(department, client);
    const link = new DepartmentLink({
      department: 'labor',
      client,
      circuit: new Circuit(),
      signer: createDepartmentTokenSigner(new Uint8Array(32), 'labor'),
      schema: () => schema,
      logger: createLogger({ name: 'gateway', level: 'silent' }),
    });
    const caller = { client: 'labor-system', department: 'labor', purpose: 'OWN_RECORDS', officer: 'o' } as const;
    const answer = await link.ask({ query, variables: { a: '"' }, caller, requestId: 'r' });
    return { answer, allowedMs: client.allowedMs };
  };

  it('gives a second try what is left of the deadline', async () => {
    const { answer, allowedMs } = await ask('{ me }', faults['closes the connection']);
    expect(answer.errors).toMatchObject([{ path: ['me'], extensions: { code: 'DEPARTMENT_UNAVAILABLE' } }]);
    expect(allowedMs).toHaveLength(2);
    expect(allowedMs[1]).toBeLessThan(timeoutMs);
  });

  it('never sends a change twice', async () => {
    const { allowedMs } = await ask('mutation { act }', faults['closes the connection']);
    expect(allowedMs).toHaveLength(1);
  });

  it('sends the question and its variables as JSON', async () => {
    const bodies: string[] = [];
    const { answer } = await ask('{ me # "quoted"\n}', (response, request) => {
      bodies.push(String(request.headers['content-length']));
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end('{"data": {"me": "x"}}');
    });
    expect(answer).toEqual({ data: { me: 'x' } });
    const body = JSON.stringify({ query: '{ me # "quoted"\n}', variables: { a: '"' } });
    expect(bodies).toEqual([String(Buffer.byteLength(body))]);
  });

  it('says that the department is unavailable when it has had enough of the gateway', async () => {
    const { answer } = await ask('{ me }', faults['is asked too often']);
    expect(answer.errors).toMatchObject([
      { path: ['me'], extensions: { code: 'DEPARTMENT_UNAVAILABLE', department: 'labor', retryAfterSeconds: 1 } },
    ]);
  });
});
