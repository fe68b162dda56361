import type { CallerName } from '@hub/domain';
import type { RuleQuestions } from '../kind/define-kind.js';

/**
 * Whether a department serves a person now, as its own register says. Each is asked about its own records alone, so that
 * nobody learns from the hub of a service that another department gives.
 *
 * @throws RuleBlocked when the department cannot answer now
 */
export async function isServing(department: CallerName, personId: string, questions: RuleQuestions): Promise<boolean> {
  switch (department) {
    case 'family-planning':
      // Due, overdue or complete: with a record there is a clinic that serves the child
      return (await questions.ask(department, personId, 'vaccinationUpToDate')).reason !== 'NO_RECORD';
    case 'labor':
      return (await questions.ask(department, personId, 'employed')).answer === 'YES';
    case 'education':
      return (await questions.ask(department, personId, 'enrolled')).answer === 'YES';
    case 'police':
    case 'commerce':
    case 'community':
    case 'hub':
      return false;
  }
}
