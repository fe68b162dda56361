import type { DepartmentName, HubError } from '@hub/domain';
import type { DepartmentTokenSigner, Logger } from '@hub/server';
import { requestHeaders } from '@hub/server';
import type { GraphQLSchema } from 'graphql';
import { OperationTypeNode, parse } from 'graphql';
import type { Circuit } from './circuit.js';
import { compileAnswerShape } from './answer-shape.js';
import type { AskedFields } from './asked-fields.js';
import { hasEveryEntity, listAskedFields, spreadError } from './asked-fields.js';
import type { DepartmentClient } from './department-client.js';
import { DepartmentFailure, departmentUnavailable } from './department-unavailable.js';
import { loggedInternal } from './error-details.js';
import { readAnswer } from './read-answer.js';
import type { SubgraphAnswer, SubgraphError, SubgraphLink, SubgraphQuestion } from './subgraph-link.js';
import { TextMemory } from './text-memory.js';
import { tellMissing } from './tell-missing.js';

export interface DepartmentLinkOptions {
  readonly department: DepartmentName;
  readonly client: DepartmentClient;
  readonly circuit: Circuit;
  readonly signer: DepartmentTokenSigner;
  /** The composed schema; asked for when the first question comes. */
  readonly schema: () => GraphQLSchema;
  readonly logger: Logger;
}

/** What is known of a question's text, whoever asks it. */
interface QuestionText {
  /** The text as it stands in the body of a request. */
  readonly json: string;
  readonly asked: AskedFields;
  readonly isQuery: boolean;
  readonly fits: (data: unknown) => boolean;
}

/**
 * The way to one department: a token of one minute that says who asks and why, a deadline, a circuit breaker. Whatever
 * goes wrong costs the fields that this question asks for, and no others.
 */
export class DepartmentLink implements SubgraphLink {
  readonly #texts = new TextMemory<QuestionText>();

  constructor(private readonly options: DepartmentLinkOptions) {}

  async ask(question: SubgraphQuestion): Promise<SubgraphAnswer> {
    const text = this.#texts.recall(question.query, () => this.#read(question.query));
    try {
      const answer = await this.options.circuit.run(() => this.#exchange(question, text));
      this.#logInternal(answer, question);
      const errors = locateErrors(answer.errors ?? [], text, question).map((error) => this.#translate(error));
      return tellMissing({ ...answer, errors }, this.options.department);
    } catch (error) {
      return { data: null, errors: spreadError(text.asked, question, this.#explain(error, question)) };
    }
  }

  stop(): Promise<void> {
    return this.options.client.stop();
  }

  async #exchange(question: SubgraphQuestion, { json, asked, isQuery, fits }: QuestionText): Promise<SubgraphAnswer> {
    const { signer, client } = this.options;
    const { variables, caller, requestId } = question;
    const request = {
      method: 'POST',
      path: '/graphql',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        [requestHeaders.departmentToken]: await signer.sign(caller),
        [requestHeaders.requestId]: requestId,
      },
      body: `{"query":${json},"variables":${JSON.stringify(variables)}}`,
    } as const;
    const deadline = performance.now() + client.timeoutMs;
    const answer = await client.send(request).catch((error: unknown) => {
      // Only a question that changes nothing may be asked twice
      if (!isQuery || !(error instanceof DepartmentFailure) || !error.mayRetry) throw error;
      return client.send(request, Math.max(1, deadline - performance.now()));
    });
    return readAnswer(answer, (data) => fits(data) && hasEveryEntity(data, asked, variables));
  }

  #explain(error: unknown, { requestId }: SubgraphQuestion): Omit<SubgraphError, 'path'> {
    const { department, circuit, logger } = this.options;
    if (error instanceof DepartmentFailure) {
      if (error.failure !== 'CIRCUIT_OPEN') {
        logger.warn({ department, failure: error.failure, err: error.cause, requestId }, 'department unavailable');
      }
      return toSubgraphError(departmentUnavailable(department, circuit.retryAfterSeconds));
    }
    logger.error({ department, err: error, requestId }, 'department could not be asked');
    return { message: 'The department could not be asked', extensions: loggedInternal };
  }

  /** A department that has had enough of us is as good as down to the caller, who asked once. */
  #translate(error: SubgraphError): SubgraphError {
    if (error.extensions['code'] !== 'RATE_LIMITED') return error;
    const { department, circuit } = this.options;
    const told = error.extensions['retryAfterSeconds'];
    const retryAfterSeconds = typeof told === 'number' ? told : circuit.retryAfterSeconds;
    return { ...error, ...toSubgraphError(departmentUnavailable(department, retryAfterSeconds)) };
  }

  /** What went wrong is in the department's own log, under the same request id. */
  #logInternal({ errors = [] }: SubgraphAnswer, { requestId }: SubgraphQuestion): void {
    const { department, logger } = this.options;
    const internal = errors.filter(({ extensions }) => extensions['code'] === 'INTERNAL_SERVER_ERROR').length;
    if (internal > 0) logger.error({ department, errors: internal, requestId }, 'department reports internal errors');
  }

  #read(query: string): QuestionText {
    const document = parse(query);
    return {
      json: JSON.stringify(query),
      asked: listAskedFields(document),
      isQuery: document.definitions.every(
        (definition) => !('operation' in definition) || definition.operation === OperationTypeNode.QUERY,
      ),
      fits: compileAnswerShape(this.options.schema(), document),
    };
  }
}

function toSubgraphError({ message, code, details }: HubError): Omit<SubgraphError, 'path'> {
  return { message, extensions: { code, ...details } };
}

/** An error of the whole question stands beside every field that it cost. */
function locateErrors(
  errors: readonly SubgraphError[],
  { asked }: QuestionText,
  question: SubgraphQuestion,
): readonly SubgraphError[] {
  return errors.flatMap((error) => (error.path === undefined ? spreadError(asked, question, error) : [error]));
}
