import { refuseOutside } from '@hub/subgraph';

/** 1 to 9 are compulsory schooling (primary 小学 1 to 6, junior 初中 7 to 9), 10 to 12 senior secondary (高中). */
const grades = { least: 1, most: 12 };

/** @throws HubError BAD_USER_INPUT, reason `OUT_OF_RANGE` */
export function refuseUnknownGrade(grade: number, field: string): void {
  refuseOutside(grade, grades, field);
}
