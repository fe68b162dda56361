import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { DepartmentName, Verification } from '@hub/domain';
import { createPersonId } from '@hub/domain';
import { createLogger, createMetrics, derivePersonTagKey, readHubEnvironment } from '@hub/server';
import type { Content, EntityKey, EventDefinition, SubgraphDefinition, SubgraphService } from '@hub/subgraph';
import {
  buildSubgraph,
  createSubgraphService,
  definePolicy,
  defineSubgraph,
  key,
  own,
  part,
  recordEvent,
  VerificationType,
} from '@hub/subgraph';
import { Directive, Field, FieldResolver, ID, ObjectType, Resolver, Root } from 'type-graphql';
import { composeSchemaFiles } from '../../../test/schema-files.js';
import { createFederation } from '../../federation/create-federation.js';
import { createHubSubgraph } from '../../hub/subgraph.js';
import type { RuleField } from '../kind/define-kind.js';
import type { IssuerTrial } from '../notification/issuer.fixture.js';
import { startIssuerTrial } from '../notification/issuer.fixture.js';
import type { NotificationDocument } from '../notification/notification.repository.js';
import { notificationCollection } from '../notification/notification.repository.js';
import type { Intake, IntakeOptions } from './intake.js';
import { createIntake, intakeCollections } from './intake.js';
import { RepairService } from './repair/repair.service.js';

/** The committed list of what departments tell. */
export const events = (
  JSON.parse(readFileSync(new URL('../../../../schemas/events.json', import.meta.url), 'utf8')) as {
    readonly events: readonly EventDefinition[];
  }
).events;

const fields: Readonly<Partial<Record<DepartmentName, RuleField>>> = {
  police: 'residenceRegistered',
  labor: 'employed',
  education: 'enrolled',
  'family-planning': 'vaccinationUpToDate',
};

const names: readonly DepartmentName[] = ['police', 'family-planning', 'labor', 'education'];

/** What the departments answer about a person, by field; UNKNOWN without record where nothing is set. */
export type TrialAnswers = Map<string, Pick<Verification, 'answer' | 'reason'>>;

/** A department that answers one question about its own records, and tells its events: real schema, policy, store and feed. */
function createDepartment(
  name: DepartmentName,
  answers: TrialAnswers,
): SubgraphDefinition<object> & { readonly name: DepartmentName } {
  const field = fields[name] ?? 'seen';

  @ObjectType('Person', { description: 'A person' })
  @Directive('@key(fields: "id")')
  class Person {
    @Field(() => ID, { description: 'Id' })
    id!: string;
  }

  @Resolver(() => Person)
  class PersonResolver {
    @FieldResolver(() => VerificationType, { name: field, nullable: true, description: 'The one question' })
    answer(@Root() { id }: Person): Verification {
      return { answer: 'UNKNOWN', reason: 'NO_RECORD', ...answers.get(`${field} ${id}`), source: name };
    }
  }

  return {
    ...defineSubgraph({
      name,
      resolvers: [PersonResolver],
      orphanedTypes: [Person],
      references: { Person: ({ id }: EntityKey) => ({ id }) },
      collections: [],
      policy: definePolicy(name, [
        key('Person.id'),
        own(`Person.${field}`, 'S', 'verification'),
        ...['answer', 'reason', 'asOf', 'source'].map((each) => part(`Verification.${each}`)),
      ]),
      events: events.filter(({ type }) => type.startsWith(`${name}.`)),
      createScope: () => ({}),
    }),
    name,
  };
}

let supergraphSdl: string | undefined;

/** The same for every trial: what departments answer is no part of it. */
function composeOnce(): string {
  const hub = createHubSubgraph();
  const definitions = names.map((name) => createDepartment(name, new Map()));
  supergraphSdl ??= composeSchemaFiles([
    ...definitions.map((definition) => ({ ...definition, sdl: buildSubgraph(definition).sdl })),
    { ...hub, sdl: buildSubgraph(hub).sdl },
  ]).supergraphSdl;
  return supergraphSdl;
}

export interface IntakeTrialOptions extends Partial<IntakeOptions> {
  /** Where the hub finds something else in the place of a department. */
  readonly urls?: Readonly<Partial<Record<DepartmentName, string>>>;
}

export interface IntakeTrial extends IssuerTrial {
  readonly intake: Intake;
  /** What an operator does about that intake. */
  readonly repairs: RepairService;
  readonly answers: TrialAnswers;
  readonly services: ReadonlyMap<DepartmentName, SubgraphService>;
  readonly metrics: ReturnType<typeof createMetrics>;
  /** Another process of the same hub. */
  createIntake(options?: IntakeTrialOptions): Intake;
  newPersonId(): string;
  /** Commits an event in its department. */
  tell(type: string, data: Content): Promise<void>;
  startDepartment(name: DepartmentName): Promise<void>;
  stopDepartment(name: DepartmentName): Promise<void>;
  issued(kind?: string): Promise<readonly NotificationDocument[]>;
}

/** An intake on real departments with a real graph, each on a free port. */
export async function startIntakeTrial(options: IntakeTrialOptions = {}): Promise<IntakeTrial> {
  const { departments = ['police', 'labor'] } = options;
  const base = await startIssuerTrial(intakeCollections);
  const environment = readHubEnvironment({ PORT: '0', HUB_DATA_DIR: base.dataDir, HUB_DEPARTMENT_TIMEOUT_MS: '2000' });
  const secret = new Uint8Array(randomBytes(32));
  const logger = createLogger({ name: 'trial', level: 'silent' });
  const answers: TrialAnswers = new Map();
  const services = new Map(
    departments.map((name) => [
      name,
      createSubgraphService(createDepartment(name, answers), {
        environment,
        secret,
        logger,
        clock: base.clock,
        measureProcess: false,
      }),
    ]),
  );
  const urls = new Map<DepartmentName, string>();
  const startDepartment = async (name: DepartmentName): Promise<void> => {
    const started = await services.get(name)?.start();
    if (started !== undefined) urls.set(name, started.url);
  };
  const stopDepartment = async (name: DepartmentName): Promise<void> => {
    await services.get(name)?.stop();
  };
  await Promise.all(departments.map(startDepartment));

  // Port 1 is reserved and nothing listens there
  const departmentUrl = (name: DepartmentName): string => urls.get(name) ?? 'http://127.0.0.1:1';
  const { executor } = await createFederation(
    { environment, secret, logger, departmentUrl, circuit: { halfOpenAfterMs: 1 } },
    { store: base.store, supergraphSdl: composeOnce() },
  );
  const metrics = createMetrics({ name: 'gateway', operations: [], measureProcess: false });
  const makeIntake = ({ urls: replaced = {}, ...given }: IntakeTrialOptions = {}): Intake =>
    createIntake({
      store: base.store,
      issuer: base.issuer,
      executor,
      secret,
      departmentUrl: (name) => replaced[name] ?? departmentUrl(name),
      timeoutMs: 2_000,
      events,
      clock: base.clock,
      trueClock: base.trueClock,
      logger,
      metrics: createMetrics({ name: 'gateway', operations: [], measureProcess: false }),
      departments,
      ...given,
    });
  const intake = makeIntake({ metrics, ...options });

  const stopBase = base.stop.bind(base);
  // The same object: its issuer looks at the calendar that tests exchange in it
  return Object.assign(base, {
    intake,
    repairs: new RepairService({
      store: base.store,
      trueClock: base.trueClock,
      readAgain: (row) => intake.readAgain(row),
    }),
    answers,
    services,
    metrics,
    createIntake: makeIntake,
    startDepartment,
    stopDepartment,
    newPersonId: () => createPersonId(new Uint8Array(randomBytes(15)), derivePersonTagKey(secret)),
    async tell(type: string, data: Content) {
      const definition = events.find((event) => event.type === type) ?? fail(type);
      const store = services.get(type.split('.')[0] as DepartmentName)?.getStore() ?? fail(type);
      await store.withTransaction((session) =>
        recordEvent({ store, clock: base.clock, events: [definition] }, session, definition, data),
      );
    },
    issued: (kind?: string) =>
      base.store
        .collection(notificationCollection)
        .find(kind === undefined ? {} : { kind }, { sort: { kind: 1, to: 1, serial: 1 } })
        .toArray(),
    async stop() {
      await intake.stop();
      await executor.stop();
      await Promise.all([...services.values()].map((service) => service.stop()));
      await stopBase();
    },
  });
}

function fail(type: string): never {
  throw new Error(`No department of the trial tells ${type}`);
}
