import type { CallerName, PurposeCode } from '@hub/domain';
import { callerNames, departmentNames } from '@hub/domain';

/**
 * Who may read what, written down from the sharing matrix and from the published names and purposes, and from nothing in
 * the code: the policy files are held against this table, field by field. Letters as in the matrix: V a yes or no, S a
 * status code, R a minimal record, K counts only, N not shared, U shared without condition; numbers are its conditions.
 */
const [PSB, HC, LAB, EDU, SAMR, GRID] = departmentNames as readonly [
  'police',
  'family-planning',
  'labor',
  'education',
  'commerce',
  'community',
];

interface OwnZone {
  readonly ownZone: CallerName;
}
type Readers = Readonly<Partial<Record<PurposeCode, readonly (CallerName | OwnZone)[]>>>;

/** The column GRID of the matrix is headed "own zone": whatever a community reads of others, it reads of its own zone. */
const GRID_ZONE: OwnZone = { ownZone: GRID };

/** Shared without condition (U), or of class P, which may be published. */
const everybody = 'everybody';
/** Not shared (N), or in no line of the matrix: the owner alone. */
const ownerAlone: Readers = {};
/** Opens a person by its id, which tells nothing; whoever has a case, or its own records to keep. */
const everyCase: Readers = {
  IDENTITY_CHECK: departmentNames,
  OWN_RECORDS: departmentNames,
  PERMIT_CONDITION: [PSB],
  SCHOOL_ADMISSION: [EDU],
  ENROLMENT_DUTY: [EDU, GRID],
  EMPLOYMENT_CHECK: [LAB],
  SOCIAL_INSURANCE: [LAB],
  LICENSING: [SAMR],
  VACCINATION_OUTREACH: [HC],
  GRID_VISIT: [GRID],
  LEGAL_AID: [LAB],
  CHILD_PROTECTION: [EDU, LAB],
  ONE_STOP_SERVICE: [GRID],
  DATA_SUBJECT: ['hub'],
};
/** Bulletins go between departments; the hub's administrator and auditor see in what state they are. */
const whoeverIsTold: Readers = { OWN_RECORDS: callerNames, STATISTICS: ['hub'], AUDIT: ['hub'] };
/** Nobody does anything about a bulletin but for its own records. */
const whoeverActs: Readers = { OWN_RECORDS: callerNames };

type Rights = Readonly<Record<string, Readers | typeof everybody>>;

const policeRights: Rights = {
  // name (for verification): HC LAB EDU SAMR C-V¹, inside whatever concrete case; GRID C-R²
  'Person.nameMatches': {
    IDENTITY_CHECK: [HC, LAB, EDU, SAMR, GRID_ZONE],
    SCHOOL_ADMISSION: [EDU],
    ENROLMENT_DUTY: [EDU],
    EMPLOYMENT_CHECK: [LAB],
    SOCIAL_INSURANCE: [LAB],
    LEGAL_AID: [LAB],
    CHILD_PROTECTION: [EDU, LAB],
    LICENSING: [SAMR],
    VACCINATION_OUTREACH: [HC],
    GRID_VISIT: [GRID_ZONE],
    ONE_STOP_SERVICE: [GRID_ZONE],
  },
  // full birth date: HC C-V¹, LAB C-V¹ (≥ 16?), EDU C-V¹ (age 6?), SAMR C-V¹ (≥ 16?), GRID N: cases that turn on an age
  'Person.atLeastAge': {
    IDENTITY_CHECK: [HC, LAB, EDU, SAMR],
    SCHOOL_ADMISSION: [EDU],
    ENROLMENT_DUTY: [EDU],
    EMPLOYMENT_CHECK: [LAB],
    CHILD_PROTECTION: [EDU, LAB],
    LICENSING: [SAMR],
    VACCINATION_OUTREACH: [HC],
  },
  // residence registration exists / months: HC C-V, LAB C-V (of a hire, that it exists), EDU C-V⁴, SAMR N, GRID C-S²; the
  // one-stop screen shows what a permit and its months give a right to (R-PSB-18)
  'Person.residenceRegistered': {
    SCHOOL_ADMISSION: [EDU],
    EMPLOYMENT_CHECK: [LAB],
    VACCINATION_OUTREACH: [HC],
    GRID_VISIT: [GRID_ZONE],
    ONE_STOP_SERVICE: [GRID_ZONE],
  },
  'Person.residentForMonths': {
    SCHOOL_ADMISSION: [EDU],
    VACCINATION_OUTREACH: [HC],
    GRID_VISIT: [GRID_ZONE],
    ONE_STOP_SERVICE: [GRID_ZONE],
  },
  // residence permit status: EDU C-V⁴, GRID C-S², SAMR N; HC and LAB C-V with no condition named, and a permit is a
  // condition neither of work nor of a vaccination
  'Person.residencePermitValid': {
    SCHOOL_ADMISSION: [EDU],
    GRID_VISIT: [GRID_ZONE],
    ONE_STOP_SERVICE: [GRID_ZONE],
  },
  // exact dwelling: EDU C-V⁴; GRID has the record itself
  'Person.lawfulDwelling': { SCHOOL_ADMISSION: [EDU] },
  // hukou county: HC LAB EDU C-S, SAMR and GRID K
  'Person.hukouRegionCode': { SCHOOL_ADMISSION: [EDU], EMPLOYMENT_CHECK: [LAB], VACCINATION_OUTREACH: [HC] },
  // in no line of the matrix; and it tells whether a registration exists, which SAMR may not learn (N)
  'Person.status': ownerAlone,
  // current village/grid: HC C-S³, GRID C-R², LAB and SAMR K; EDU is refused `residence` by the contract
  'Person.residence': { VACCINATION_OUTREACH: [HC], GRID_VISIT: [GRID_ZONE] },
  // months of residence are C-V for HC: no date
  'Residence.since': { GRID_VISIT: [GRID_ZONE] },
  // exact dwelling: GRID C-R², EDU C-V⁴ (that is lawfulDwelling), all others N
  'Residence.dwelling': { GRID_VISIT: [GRID_ZONE] },
  'Dwelling.id': everybody,
  'Dwelling.regionCode': { GRID_VISIT: [GRID_ZONE] },
  'Dwelling.address': { GRID_VISIT: [GRID_ZONE] },
  'Dwelling.kind': { GRID_VISIT: [GRID_ZONE] },
  // of these two community makes the grid of a dwelling it has visited
  'Dwelling.gridCode': { GRID_VISIT: [GRID_ZONE], OWN_RECORDS: [GRID_ZONE] },
  'Dwelling.location': { GRID_VISIT: [GRID_ZONE], OWN_RECORDS: [GRID_ZONE] },
  // ID number: all C-V¹, GRID N (scan → token, which is this); minting is for whoever keeps records
  'Mutation.resolvePersons': { IDENTITY_CHECK: departmentNames, OWN_RECORDS: departmentNames },
};

const laborRights: Rights = {
  // employed y/n at date: PSB C-V⁵, EDU C-V⁴, all others N
  'Person.employed': { PERMIT_CONDITION: [PSB], SCHOOL_ADMISSION: [EDU] },
  // contract signed y/n: EDU C-V⁴; of PSB the contract names it for PERMIT_CONDITION
  'Person.stablyEmployed': { PERMIT_CONDITION: [PSB], SCHOOL_ADMISSION: [EDU] },
  // insurance months: PSB C-V⁵, EDU C-V⁴
  'Person.insuredForMonths': { PERMIT_CONDITION: [PSB], SCHOOL_ADMISSION: [EDU] },
  // employer (USCC): PSB C-R⁵; SAMR C-R⁶, which is a notice about an employer and no question about a person
  'Person.employments': { PERMIT_CONDITION: [PSB] },
  'Employment.employerCode': { PERMIT_CONDITION: [PSB] },
  'Employment.employer': { PERMIT_CONDITION: [PSB] },
  'Employment.startedOn': { PERMIT_CONDITION: [PSB] },
  'Employment.endedOn': { PERMIT_CONDITION: [PSB] },
  // contract signed: PSB N
  'Employment.contractSignedOn': ownerAlone,
  'Employment.id': ownerAlone,
  'Employment.person': ownerAlone,
  'Employment.endReason': ownerAlone,
  'Employment.occupation': ownerAlone,
  'Employment.flags': ownerAlone,
};

const educationRights: Rights = {
  // enrolment y/n: PSB N, HC C-V³, LAB N, SAMR N, GRID C-S⁸; LAB's ⁹ is a tip about an employer, not a question. GRID may ask in
  // its own zone only, and education does not know where a child lives: refused until the zone can be checked
  'Person.enrolled': { VACCINATION_OUTREACH: [HC] },
  'Person.enrolments': ownerAlone,
  // schools and their seats are of class P
  'Query.school': everybody,
  'School.code': everybody,
  'School.name': everybody,
  'School.regionCode': everybody,
  'School.seats': everybody,
};

const commerceRights: Rights = {
  // operator identity: PSB C-V (PERMIT_CONDITION by the contract), LAB C-V⁶, EDU C-V⁴, HC and GRID N
  'Person.operatesEnterprise': {
    PERMIT_CONDITION: [PSB],
    SCHOOL_ADMISSION: [EDU],
    EMPLOYMENT_CHECK: [LAB],
    SOCIAL_INSURANCE: [LAB],
  },
  // market entity public data: U
  'Query.enterprise': everybody,
  'Enterprise.code': everybody,
  'Enterprise.name': everybody,
  'Enterprise.kind': everybody,
  'Enterprise.status': everybody,
  'Enterprise.regionCode': everybody,
  'Enterprise.establishedOn': everybody,
  'Enterprise.closedOn': everybody,
  'Enterprise.warnings': ownerAlone,
  // operator identity is nowhere more than V
  'Enterprise.operator': ownerAlone,
};

const familyPlanningRights: Rights = {
  // vaccination status: EDU C-V (entry check); GRID's ³ is an outreach list, and community holds no such purpose
  'Person.vaccinationUpToDate': { SCHOOL_ADMISSION: [EDU] },
};

const communityRights: Rights = {
  // grid visit (date, outcome): PSB K, all others N
  'Person.seenByCommunity': ownerAlone,
  // current village/grid: PSB O, for its own records of dwellings
  'Dwelling.grid': { OWN_RECORDS: [PSB] },
  // grids are of class P
  'Query.grid': everybody,
  'Grid.code': everybody,
  'Grid.name': everybody,
  'Grid.regionCode': everybody,
  'Grid.kind': everybody,
  'Grid.polygon': everybody,
  // stations and their weekly figures stand in no line of the matrix
  'Query.station': ownerAlone,
  'Query.weeklyReturnDraft': ownerAlone,
};

const hubRights: Rights = {
  'Person.id': everybody,
  // whoever has a case or records to keep may open people by id; for statistics and audit nobody does, and the hub, which
  // keeps no records of people, for the requests of those whom they are about alone
  'Query.person': everyCase,
  'Query.persons': everyCase,
  'Query.me': everybody,
  // a department sees its own inbox and what it sent, nothing else; hub-admin sees states, never contents
  'Query.inbox': whoeverIsTold,
  'Query.notification': whoeverIsTold,
  'Query.sentNotifications': whoeverIsTold,
  'Query.subscriptions': whoeverIsTold,
  'Query.deliveries': whoeverIsTold,
  'Query.schedules': whoeverIsTold,
  'Mutation.acknowledgeNotification': whoeverActs,
  'Mutation.giveFeedback': whoeverActs,
  'Mutation.recallNotification': whoeverActs,
  'Mutation.correctNotification': whoeverActs,
  'Mutation.createSubscription': whoeverActs,
  'Mutation.rotateSubscriptionSecret': whoeverActs,
  'Mutation.pauseSubscription': whoeverActs,
  'Mutation.resumeSubscription': whoeverActs,
  'Mutation.deleteSubscription': whoeverActs,
  'Mutation.sendTestNotification': whoeverActs,
  'Mutation.redeliver': whoeverActs,
  // working days are counted alike for all; the tables are the administrator's
  'Query.holidayYears': whoeverIsTold,
  'Mutation.loadHolidayYear': { OWN_RECORDS: ['hub'] },
  'Mutation.retryOccurrence': { OWN_RECORDS: ['hub'] },
  'Query.undecidedRules': { OWN_RECORDS: ['hub'] },
  'Mutation.retryRules': { OWN_RECORDS: ['hub'] },
  'Query.unreadEvents': { OWN_RECORDS: ['hub'] },
  'Mutation.rereadEvents': { OWN_RECORDS: ['hub'] },
};

/**
 * By owner, the department whose schema defines the field. A field in none of these tables is its owner's alone; the hub,
 * which answers for what is others', has no right as an owner.
 */
export const expectedRights: Readonly<Record<CallerName, Rights>> = {
  police: policeRights,
  'family-planning': familyPlanningRights,
  labor: laborRights,
  education: educationRights,
  commerce: commerceRights,
  community: communityRights,
  hub: hubRights,
};

/**
 * Types without a right of their own: an answer, a page, a payload, the receipt of what the owner has just written. They
 * are read by whoever may read the field that gives them, and reached in no other way.
 */
export const typesThatFollow: readonly string[] = [
  'Verification',
  'Residence',
  'Location',
  'SchoolSeat',
  'Client',
  'Purpose',
  'ResolvePersonsPayload',
  'ResolvedPerson',
  'ResidenceRegistration',
  'ResidencePermit',
  'RentalUnit',
  'Tenancy',
  'SocialInsurance',
  'Enrolment',
  'VaccinationRecord',
  'Visit',
  'Station',
  'WeeklyReturn',
  'WeeklyReturnDraft',
  'PageInfo',
  'NotificationPage',
  'Notification',
  'FormerFigures',
  'Feedback',
  'Escalation',
  'HistoryEntry',
  'NotificationSubscription',
  'SubscriptionPayload',
  'SubscriptionBacklog',
  'DeliveryPage',
  'Delivery',
  'DeliveryAttempt',
  'RedeliverPayload',
  'Schedule',
  'Occurrence',
  'UndecidedRulePage',
  'UndecidedRule',
  'UnreadEventPage',
  'UnreadEvent',
  'RetryRulesPayload',
  'RereadEventsPayload',
  'HolidayYear',
  'Holiday',
];
