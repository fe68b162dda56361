import { badInput } from '@hub/domain';

/**
 * Codes stand in keys and addresses, so they are plain ASCII. The ten digits of 教育部's 学校标识码 fit; places without them
 * use their own.
 */
const shape = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

/** @throws HubError BAD_USER_INPUT, reason `BAD_SCHOOL_CODE` */
export function parseSchoolCode(input: string, field: string): string {
  if (shape.test(input)) return input;
  throw badInput(
    field,
    `${field} must have 1 to 32 letters, digits or hyphens and begin with a letter or digit`,
    'BAD_SCHOOL_CODE',
  );
}
