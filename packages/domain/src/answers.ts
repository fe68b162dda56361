import type { DepartmentName } from './departments.js';

/** Answer to a yes/no question across departments. UNKNOWN is never 'no' (合作查验不得以未知代替否定). */
export const answers = ['YES', 'NO', 'UNKNOWN'] as const;
export type Answer = (typeof answers)[number];

/**
 * Why an answer is what it is. A register that makes the fact (residence registration, permit, enrolment, enterprise,
 * insurance) answers NO with NO_RECORD; one that only observes it (employed, dwelling, vaccination, visit) answers
 * UNKNOWN with NO_RECORD.
 */
export const answerReasons = {
  NO_RECORD: '无记录',
  EXPIRED: '已过期',
  ENDED: '已终止',
  NOT_YET: '尚未开始',
  TOO_SHORT: '期限不足',
  NAME_DIFFERS: '姓名不符',
  UNDER_AGE: '未达年龄',
  NO_CONTRACT: '未签合同',
  NOT_INSURED: '未参保',
  OVERDUE: '逾期未种',
  DUE: '应种未种',
  CLOSED: '已注销',
  NOT_SEEN: '期内未见',
} as const;
export type AnswerReason = keyof typeof answerReasons;

/** Answer of one department to one question, with when it last knew and who says so. */
export interface Verification {
  readonly answer: Answer;
  readonly reason?: AnswerReason;
  /** Instant of the record the answer rests on; absent where there is none. */
  readonly asOf?: Date;
  readonly source: DepartmentName;
}

/** Makes the answers of one department. */
export function answersOf(source: DepartmentName) {
  return {
    yes: (asOf?: Date): Verification => ({ answer: 'YES', source, ...(asOf && { asOf }) }),
    no: (reason: AnswerReason, asOf?: Date): Verification => ({ answer: 'NO', reason, source, ...(asOf && { asOf }) }),
    unknown: (reason: AnswerReason, asOf?: Date): Verification => ({
      answer: 'UNKNOWN',
      reason,
      source,
      ...(asOf && { asOf }),
    }),
  };
}
