import { enumType } from '@hub/subgraph';

export const NotificationStateEnum = enumType('NotificationState', 'How far a bulletin is dealt with (通报状态)', {
  OPEN: 'Issued, not acknowledged (待签收)',
  ACKNOWLEDGED: 'Acknowledged; feedback is expected (已签收)',
  CLOSED: 'Nothing more is expected (已办结)',
  RECALLED: 'Taken back by a later bulletin (已撤回)',
  CORRECTED: 'Replaced by a later bulletin that says it right (已更正)',
});

export const FeedbackOutcomeEnum = enumType('FeedbackOutcome', 'What came of a bulletin (反馈结果)', {
  DONE: 'What it asks for has been done (已办理)',
  NOT_APPLICABLE: 'It does not concern the receiver; the note says why (不适用)',
  REJECTED: 'The receiver does not accept it; the note says why (退回)',
});

export const EscalationLevelEnum = enumType('EscalationLevel', 'Whom an overdue receipt is told to (督办层级)', {
  LIAISON: 'Liaison officer of the receiver (部门联络员)',
  TOWNSHIP_CENTRE: 'Service centre of the township (乡镇流动人口服务管理中心)',
  LEADING_GROUP: 'Office of the leading group (领导小组办公室)',
});

export const ReceiptEnum = enumType('Receipt', 'What a receiver owes (回执)', {
  ACKNOWLEDGEMENT: 'To acknowledge (签收)',
  FEEDBACK: 'To give feedback (反馈)',
});
