import type { Story } from './story.js';
import { getPerson, isAdult, isWorking, mustAnswer, mustRefuse } from './story.js';

const asked = { client: 'police-system', purpose: 'PERMIT_CONDITION', caseNumber: 'PERMIT-2026-0893' } as const;

/** 居住证申领: Decree 663 art. 2 and 9; a condition is confirmed by the department that knows, not by a paper. */
export const permitCondition: Story = {
  title: 'Permit condition (居住证申领条件)',
  setting:
    'Somebody applies for a residence permit, which is voluntary. Police asks labor and commerce whether a condition holds.',
  steps: (people) => {
    const worker = getPerson(
      people,
      'a registered adult at work',
      (person) => isAdult(person) && isWorking(person) && person.truth.police.residenceRegistered,
    );
    const unseen = getPerson(
      people,
      'an adult without an employment on record',
      (person) => isAdult(person) && person.truth.labor.employments.length === 0,
    );
    return [
      {
        ...asked,
        says: 'Lawful stable employment, or an own business: two departments, and police itself for the months.',
        query: `query ($id: ID!) {
  person(id: $id) {
    residentForMonths(months: 6) { answer reason source }
    employed { answer asOf source }
    insuredForMonths(months: 6) { answer reason source }
    operatesEnterprise { answer reason source }
    employments { startedOn employer { code name status } }
  }
}`,
        variables: { id: worker.personId },
        check: mustAnswer({ employed: 'YES' }),
        means: 'Labor names the employer by its credit code, and commerce knows the enterprise: joined in one answer.',
      },
      {
        ...asked,
        says: 'Another applicant, who works where nobody reported it.',
        query: `query ($id: ID!) { person(id: $id) { employed { answer reason source } insuredForMonths(months: 6) { answer reason source } } }`,
        variables: { id: unseen.personId },
        check: mustAnswer({ employed: 'UNKNOWN' }),
        means:
          'Employment is UNKNOWN, since labor only observes it. Insurance is a register that makes the fact, so it may say no.',
      },
      {
        ...asked,
        says: 'May police look at school and vaccination records on this occasion?',
        query: `query ($id: ID!) { person(id: $id) { enrolled { answer } vaccinationUpToDate { answer } } }`,
        variables: { id: worker.personId },
        check: mustRefuse('Person.enrolled', 'Person.vaccinationUpToDate'),
        means: 'No: health and school records are no condition of a permit, so no purpose of police opens them.',
      },
    ];
  },
};
