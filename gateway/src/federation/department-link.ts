import type { DepartmentName } from '@hub/domain';
import { HubError } from '@hub/domain';
import type { DepartmentTokenSigner, Logger } from '@hub/server';
import { requestHeaders } from '@hub/server';
import type { GraphQLSchema } from 'graphql';
import { OperationTypeNode, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Circuit } from './circuit.js';
import { compileAnswerShape } from './answer-shape.js';
import type { AskedFields } from './asked-fields.js';
import { listAskedFields, spreadError } from './asked-fields.js';
import type { DepartmentClient } from './department-client.js';
import { DepartmentFailure, departmentUnavailable } from './department-unavailable.js';
import { readAnswer } from './read-answer.js';
import type { SubgraphAnswer, SubgraphError, SubgraphLink, SubgraphQuestion } from './subgraph-link.js';

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
  readonly asked: AskedFields;
  readonly isQuery: boolean;
  readonly fits: (data: unknown) => boolean;
}

const maxTexts = 2_000;

/**
 * The way to one department: a token of one minute that says who asks and why, a deadline, a circuit breaker. Whatever
 * goes wrong costs the fields that this question asks for, and no others.
 */
export class DepartmentLink implements SubgraphLink {
  readonly #texts = new LRUCache<string, QuestionText>({ max: maxTexts });

  constructor(private readonly options: DepartmentLinkOptions) {}

  async ask(question: SubgraphQuestion): Promise<SubgraphAnswer> {
    const text = this.#read(question.query);
    try {
      const answer = await this.options.circuit.run(() => this.#exchange(question, text));
      return { ...answer, ...(answer.errors && { errors: locateErrors(answer.errors, text, question) }) };
    } catch (error) {
      return { data: null, errors: spreadError(text.asked, question, this.#explain(error, question)) };
    }
  }

  stop(): Promise<void> {
    return this.options.client.stop();
  }

  async #exchange(question: SubgraphQuestion, { isQuery, fits }: QuestionText): Promise<SubgraphAnswer> {
    const { signer, client } = this.options;
    const { query, variables, caller, requestId } = question;
    const request = {
      method: 'POST',
      path: '/graphql',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        [requestHeaders.departmentToken]: await signer.sign(caller),
        [requestHeaders.requestId]: requestId,
      },
      body: JSON.stringify({ query, variables }),
    } as const;
    const answer = await client.send(request).catch((error: unknown) => {
      // Only a question that changes nothing may be asked twice
      if (!isQuery || !(error instanceof DepartmentFailure) || !error.mayRetry) throw error;
      return client.send(request);
    });
    return readAnswer(answer, fits);
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
    return toSubgraphError(new HubError('INTERNAL_SERVER_ERROR', 'The department could not be asked'));
  }

  #read(query: string): QuestionText {
    const known = this.#texts.get(query);
    if (known !== undefined) return known;
    const document = parse(query);
    const text = {
      asked: listAskedFields(document),
      isQuery: document.definitions.every(
        (definition) => !('operation' in definition) || definition.operation === OperationTypeNode.QUERY,
      ),
      fits: compileAnswerShape(this.options.schema(), document),
    };
    this.#texts.set(query, text);
    return text;
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
