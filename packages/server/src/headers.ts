/** Names of the hub's own request headers, in the lower case that Node gives them. */
export const requestHeaders = {
  /** Why the caller asks; a code of the purpose table. */
  purpose: 'hub-purpose',
  /** The officer's, or the job's, id in the calling system. */
  officer: 'hub-officer',
  /** Case number in the calling system. */
  caseNumber: 'hub-case',
  /** Names one request in answers and logs; made when missing, always answered. */
  requestId: 'x-request-id',
  /** The gateway's one-minute token for one department, or for its feed; never the caller's own. */
  departmentToken: 'hub-department-token',
} as const;
