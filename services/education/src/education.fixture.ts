import type { DepartmentOnTrial } from '@hub/testing';
import { countReads, tryDepartment } from '@hub/testing';
import { createEducationSubgraph } from './subgraph.js';

let lastKey = 0;
export const nextKey = (): string => `key-${String((lastKey += 1))}`;

/** Education on a throw-away store, with the things that stories about schools repeat. */
export async function tryEducation() {
  const { definition, takeReads } = countReads(createEducationSubgraph());
  const department = await tryDepartment(definition);
  return { ...department, ...actions(department), takeReads };
}

export const enrolText = `mutation ($input: EnrolChildInput!) {
  enrolChild(input: $input) {
    id person { id } school { code name } schoolYear grade status enrolledOn endedOn endReason
  }
}`;

/** What a mutation came to: its answer, or the code, field and reason of its refusal. */
export interface Outcome {
  readonly answer: Readonly<Record<string, unknown>> | undefined;
  readonly error: Readonly<Record<string, unknown>> | undefined;
}

function actions(department: DepartmentOnTrial) {
  const education = department.as('education');
  const mutate = async (text: string, input: object): Promise<Outcome> => {
    const { data, errors } = await education.query(text, { input });
    const answer = Object.values(data ?? {})[0] as Outcome['answer'] | null;
    return { answer: answer ?? undefined, error: errors[0]?.extensions };
  };
  const registerSchool = (changes: object = {}) =>
    mutate(
      `mutation ($input: RegisterSchoolInput!) {
        registerSchool(input: $input) { code name regionCode seats { grade capacity taken } }
      }`,
      { code: 'harbour-primary', name: '渔港小学', regionCode: '330921200200', ...changes },
    );
  const enrol = (changes: object = {}) =>
    mutate(enrolText, {
      idempotencyKey: nextKey(),
      personId: department.newPersonId(),
      schoolCode: 'harbour-primary',
      schoolYear: '2026',
      grade: 1,
      enrolledOn: '2026-09-01',
      ...changes,
    });
  return {
    registerSchool,
    enrol,
    end: (enrolmentId: unknown, changes: object = {}) =>
      mutate('mutation ($input: EndEnrolmentInput!) { endEnrolment(input: $input) { id status endedOn endReason } }', {
        idempotencyKey: nextKey(),
        enrolmentId,
        endedOn: '2026-11-20',
        reason: 'TRANSFERRED',
        ...changes,
      }),
    askPerson: async (personId: string, selection: string) => {
      const { data, errors } = await education.entities('Person', [{ id: personId }], selection);
      return { person: (data?.['_entities'] as Record<string, unknown>[] | undefined)?.[0], errors };
    },
  };
}
