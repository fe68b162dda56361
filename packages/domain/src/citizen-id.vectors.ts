/* eslint-disable no-restricted-syntax -- published examples of standards and authorities; nowhere else may a number outside 99 stand */

/** Numbers that must be accepted, with what they tell. */
export const validCitizenIds = {
  /** The example in the annex of GB 11643-1999. */
  standard: { number: '11010519491231002X', birthDate: '1949-12-31', sex: 'FEMALE', regionCode: '110105' },
  leapDay: { number: '990001200002291019', birthDate: '2000-02-29', sex: 'MALE', regionCode: '990001' },
  man: { number: '990001199003071012', birthDate: '1990-03-07', sex: 'MALE', regionCode: '990001' },
  woman: { number: '99000219881123204X', birthDate: '1988-11-23', sex: 'FEMALE', regionCode: '990002' },
  child: { number: '990003201909021057', birthDate: '2019-09-02', sex: 'MALE', regionCode: '990003' },
  old: { number: '990004195201013025', birthDate: '1952-01-01', sex: 'FEMALE', regionCode: '990004' },
} as const;

export const validHmtPermits = {
  hongKong: { number: '810000199003070015', regionCode: '810000' },
  macao: { number: '820000199003070025', regionCode: '820000' },
  taiwan: { number: '830000199003070035', regionCode: '830000' },
} as const;

export const validForeignerCard = { number: '933840198501010015', birthDate: '1985-01-01', regionCode: '33' } as const;

export const upgradedCitizenIds = [
  { from: '990001750505301', to: '990001197505053018' },
  { from: '110105491231002', to: '11010519491231002X' },
] as const;

export const refusedCitizenIds = [
  { number: '110105194912310021', reason: 'BAD_CHECK_DIGIT', why: 'another check character' },
  { number: '11010519900230001X', reason: 'BAD_DATE', why: '30 February' },
  { number: '110105190102290014', reason: 'BAD_DATE', why: '29 February of a common year' },
  { number: '110105209912310010', reason: 'FUTURE_BIRTH', why: 'a birth in 2099' },
  { number: '190001199001010014', reason: 'UNKNOWN_PROVINCE', why: 'a province that is none' },
] as const;

export const spellingsOfTheStandard = [
  '11010519491231002x',
  '１１０１０５１９４９１２３１００２Ｘ',
  '110105 19491231 002X',
  ' 110105-19491231-002X\u200B',
] as const;
