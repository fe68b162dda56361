import type { Caller, DepartmentName } from '@hub/domain';
import { newRecordId } from '@hub/subgraph';
import { OperationPreparer } from '../../edge/operation-preparer.js';
import type { ExecutionResult, Executor } from '../../federation/executor.js';
import type { PreparedOperation } from '../../federation/prepared-operation.js';
import type { RuleField, RuleQuestions } from '../kind/define-kind.js';
import { RuleBlocked } from '../kind/define-kind.js';
import { QuestionBatch } from './question-batch.js';

/** One request to the graph is about so many people at most. */
const mostPeople = 100;

interface RuleAnswer {
  readonly answer: 'YES' | 'NO' | 'UNKNOWN';
  readonly reason?: string;
}

/**
 * Puts the questions of rules to the graph, a hundred people in one request. Each is asked in the name of the department that
 * would be told, about its own records, so that a rule learns nothing that its receiver does not hold already.
 */
export function createRuleQuestions(executor: Executor): RuleQuestions {
  const preparer = new OperationPreparer(executor.schema);
  const batches = new Map<string, QuestionBatch<RuleAnswer>>();
  const batchOf = (department: DepartmentName, field: RuleField): QuestionBatch<RuleAnswer> => {
    const name = `${department} ${field}`;
    const known = batches.get(name);
    if (known !== undefined) return known;
    const operation = preparer.prepare(
      `query RuleQuestion($ids: [ID!]!) { persons(ids: $ids) { ${field} { answer reason } } }`,
    );
    const caller = callerFor(department);
    const batch = new QuestionBatch((ids) => askAll(executor, operation, { caller, field, ids }), mostPeople);
    batches.set(name, batch);
    return batch;
  };
  return { ask: async (department, personId, field) => batchOf(department, field).ask(personId) };
}

function callerFor(department: DepartmentName): Caller {
  return Object.freeze({ client: 'hub', department, purpose: 'OWN_RECORDS', officer: 'notifications' });
}

async function askAll(
  executor: Executor,
  operation: PreparedOperation,
  { caller, field, ids }: { readonly caller: Caller; readonly field: RuleField; readonly ids: readonly string[] },
): Promise<readonly (RuleAnswer | Error)[]> {
  const requestId = newRecordId(new Date());
  const result = await executor.execute({ operation, variables: { ids }, caller, requestId });
  const people: unknown = result.data?.['persons'];
  return ids.map((_id, index) => {
    if (!Array.isArray(people)) return new RuleBlocked('The graph gave no answer');
    const person = (people as readonly (Readonly<Record<string, unknown>> | null)[])[index];
    // The hub itself answers null, without asking anybody, where no person can have the id
    if (person === null || person === undefined) return new RangeError('The event names a person that cannot exist');
    return readAnswer(person[field]) ?? explainNull(result, [index, field]);
  });
}

function readAnswer(value: unknown): RuleAnswer | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { answer, reason } = value as { readonly answer?: unknown; readonly reason?: unknown };
  if (answer !== 'YES' && answer !== 'NO' && answer !== 'UNKNOWN') return undefined;
  return { answer, ...(typeof reason === 'string' && { reason }) };
}

/** Only a department that says so holds no record; whatever else a null means, it is no answer. */
function explainNull({ errors }: ExecutionResult, [index, field]: readonly [number, string]): RuleAnswer | RuleBlocked {
  const isNotHeld = errors.some((error) => {
    const { path, extensions } = error as { path?: readonly unknown[]; extensions?: Readonly<Record<string, unknown>> };
    return extensions?.['code'] === 'NOT_FOUND' && path?.[0] === 'persons' && path[1] === index && path[2] === field;
  });
  return isNotHeld ? { answer: 'UNKNOWN', reason: 'NO_RECORD' } : new RuleBlocked('The department does not answer');
}
