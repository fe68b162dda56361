import { systemClock } from '@hub/domain';
import type { Story } from './story.js';
import { getPerson, isAdult, isWorking, mustAnswer, mustRefuse } from './story.js';

const asked = { client: 'education-system', purpose: 'SCHOOL_ADMISSION', caseNumber: 'ADMISSION-2026-0117' } as const;

/** 随迁子女入学: Compulsory Education Law art. 12; the family brings no papers, the departments answer yes or no. */
export const schoolAdmission: Story = {
  title: 'School admission (随迁子女入学)',
  setting:
    'A family that moved here asks for a school place. The education office asks the departments instead of asking for papers.',
  steps: (people) => {
    const child = getPerson(
      people,
      'a child whose vaccinations are on record',
      ({ truth, birthDate }) =>
        truth.familyPlanning.vaccinationStatus === 'UP_TO_DATE' && !isAdult({ birthDate } as never),
    );
    const guardian = getPerson(
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
        says: 'About the child: three departments in one request.',
        query: `query ($id: ID!, $name: String!, $today: Date!) {
  person(id: $id) {
    nameMatches(name: $name) { answer source }
    atLeastAge(age: 1, on: $today) { answer source }
    vaccinationUpToDate { answer asOf source }
    enrolled { answer reason source }
  }
}`,
        variables: { id: child.personId, name: child.name, today: systemClock.today() },
        check: mustAnswer({ vaccinationUpToDate: 'YES' }),
        means:
          'Police confirm the name and the age without telling the birth date; family planning says that the schedule is met.',
      },
      {
        ...asked,
        says: 'About the guardian: where the family stands.',
        query: `query ($id: ID!) {
  person(id: $id) {
    residenceRegistered { answer asOf source }
    residentForMonths(months: 6) { answer reason }
    residencePermitValid { answer reason }
    stablyEmployed { answer reason source }
    operatesEnterprise { answer reason source }
  }
}`,
        variables: { id: guardian.personId },
        check: mustAnswer({ residenceRegistered: 'YES' }),
        means:
          'Each answer names its source and its time. One criterion that holds is enough; nobody handed over a file.',
      },
      {
        ...asked,
        says: 'Another guardian, of whom labor has no record.',
        query: `query ($id: ID!) { person(id: $id) { stablyEmployed { answer reason source } } }`,
        variables: { id: unseen.personId },
        check: mustAnswer({ stablyEmployed: 'UNKNOWN' }),
        means:
          'UNKNOWN is not a no: labor only observes work. The office asks the guardian for a contract and does not refuse the child.',
      },
      {
        ...asked,
        says: 'A curious clerk also wants the employers and the address.',
        query: `query ($id: ID!) { person(id: $id) { enrolled { answer } employments { employerCode } residence { regionCode } } }`,
        variables: { id: guardian.personId },
        check: mustRefuse('Person.employments', 'Person.residence'),
        means: 'Refused as a whole, with the list of fields, before any department was asked.',
      },
    ];
  },
};
