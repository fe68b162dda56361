import { definePolicy, inOwnZone, key, own, part, shared } from '@hub/subgraph';

const everyDepartment = ['police', 'family-planning', 'labor', 'education', 'commerce', 'community'] as const;

/** Who learns of people, dwellings and permits, why, and how much. One row a field; docs/glossary.md has the words. */
export const policy = definePolicy('police', [
  // A person, by an id that tells nothing
  key('Person.id'),
  // Tells whether somebody is registered, so it is police's alone; others ask residenceRegistered
  own('Person.status', 'I', 'status'),
  shared('Person.nameMatches', 'S', 'verification', {
    IDENTITY_CHECK: ['family-planning', 'labor', 'education', 'commerce', inOwnZone('community')],
    SCHOOL_ADMISSION: ['education'],
    ENROLMENT_DUTY: ['education'],
    EMPLOYMENT_CHECK: ['labor'],
    SOCIAL_INSURANCE: ['labor'],
    LEGAL_AID: ['labor'],
    CHILD_PROTECTION: ['education', 'labor'],
    LICENSING: ['commerce'],
    VACCINATION_OUTREACH: ['family-planning'],
    GRID_VISIT: [inOwnZone('community')],
    ONE_STOP_SERVICE: [inOwnZone('community')],
  }),
  // Full birth date: yes/no only, never for the community
  shared('Person.atLeastAge', 'S', 'verification', {
    IDENTITY_CHECK: ['family-planning', 'labor', 'education', 'commerce'],
    SCHOOL_ADMISSION: ['education'],
    ENROLMENT_DUTY: ['education'],
    EMPLOYMENT_CHECK: ['labor'],
    CHILD_PROTECTION: ['education', 'labor'],
    LICENSING: ['commerce'],
    VACCINATION_OUTREACH: ['family-planning'],
  }),
  shared('Person.hukouRegionCode', 'S', 'status', {
    SCHOOL_ADMISSION: ['education'],
    EMPLOYMENT_CHECK: ['labor'],
    VACCINATION_OUTREACH: ['family-planning'],
  }),

  // Registration and permit. Neither is a condition of work or a licence, so the permit is never asked for them
  shared('Person.residenceRegistered', 'S', 'verification', {
    SCHOOL_ADMISSION: ['education'],
    EMPLOYMENT_CHECK: ['labor'],
    VACCINATION_OUTREACH: ['family-planning'],
    GRID_VISIT: [inOwnZone('community')],
    ONE_STOP_SERVICE: [inOwnZone('community')],
  }),
  shared('Person.residentForMonths', 'S', 'verification', {
    SCHOOL_ADMISSION: ['education'],
    VACCINATION_OUTREACH: ['family-planning'],
    GRID_VISIT: [inOwnZone('community')],
    ONE_STOP_SERVICE: [inOwnZone('community')],
  }),
  shared('Person.residencePermitValid', 'S', 'verification', {
    SCHOOL_ADMISSION: ['education'],
    GRID_VISIT: [inOwnZone('community')],
    ONE_STOP_SERVICE: [inOwnZone('community')],
  }),
  shared('Person.lawfulDwelling', 'S', 'verification', { SCHOOL_ADMISSION: ['education'] }),

  // Where a person lives: the village for vaccination outreach, the dwelling for the own zone's grid worker
  shared('Person.residence', 'S', 'record', {
    VACCINATION_OUTREACH: ['family-planning'],
    GRID_VISIT: [inOwnZone('community')],
  }),
  part('Residence.regionCode'),
  shared('Residence.since', 'S', 'record', { GRID_VISIT: [inOwnZone('community')] }),
  shared('Residence.dwelling', 'S', 'record', { GRID_VISIT: [inOwnZone('community')] }),
  key('Dwelling.id'),
  shared('Dwelling.regionCode', 'I', 'record', { GRID_VISIT: [inOwnZone('community')] }),
  shared('Dwelling.address', 'S', 'record', { GRID_VISIT: [inOwnZone('community')] }),
  shared('Dwelling.kind', 'I', 'record', { GRID_VISIT: [inOwnZone('community')] }),
  shared('Dwelling.gridCode', 'I', 'record', {
    GRID_VISIT: [inOwnZone('community')],
    OWN_RECORDS: [inOwnZone('community')],
  }),
  shared('Dwelling.location', 'S', 'record', {
    GRID_VISIT: [inOwnZone('community')],
    OWN_RECORDS: [inOwnZone('community')],
  }),
  part('Location.longitude'),
  part('Location.latitude'),

  // Identity: ids for numbers that a department holds itself
  shared('Mutation.resolvePersons', 'H', 'action', { IDENTITY_CHECK: everyDepartment, OWN_RECORDS: everyDepartment }),
  part('ResolvePersonsPayload.results'),
  part('ResolvedPerson.reference'),
  part('ResolvedPerson.outcome'),
  part('ResolvedPerson.personId'),
  part('ResolvedPerson.reason'),

  // Police's own work
  own('Mutation.registerDwelling', 'S', 'action'),
  own('Mutation.registerResidence', 'H', 'action'),
  own('Mutation.deregisterResidence', 'S', 'action'),
  own('Mutation.registerRentalUnit', 'S', 'action'),
  own('Mutation.reportTenancyStart', 'S', 'action'),
  own('Mutation.reportTenancyEnd', 'S', 'action'),
  own('Mutation.issueResidencePermit', 'S', 'action'),
  own('Mutation.endorseResidencePermit', 'S', 'action'),
  own('ResidenceRegistration.id', 'I', 'record'),
  own('ResidenceRegistration.person', 'S', 'record'),
  own('ResidenceRegistration.registeredOn', 'S', 'record'),
  own('ResidenceRegistration.arrivedOn', 'S', 'record'),
  own('ResidenceRegistration.endedOn', 'S', 'record'),
  own('ResidenceRegistration.receiptNumber', 'I', 'record'),
  own('ResidenceRegistration.status', 'S', 'record'),
  own('ResidencePermit.id', 'I', 'record'),
  own('ResidencePermit.number', 'S', 'record'),
  own('ResidencePermit.person', 'S', 'record'),
  own('ResidencePermit.basis', 'S', 'record'),
  own('ResidencePermit.state', 'S', 'record'),
  own('ResidencePermit.issuedOn', 'S', 'record'),
  own('ResidencePermit.endorsedUntil', 'S', 'record'),
  own('RentalUnit.id', 'I', 'record'),
  own('RentalUnit.number', 'I', 'record'),
  own('RentalUnit.dwelling', 'S', 'record'),
  own('RentalUnit.rooms', 'I', 'record'),
  own('RentalUnit.maxBeds', 'I', 'record'),
  own('Tenancy.id', 'I', 'record'),
  own('Tenancy.rentalUnitId', 'I', 'record'),
  own('Tenancy.person', 'S', 'record'),
  own('Tenancy.startedOn', 'S', 'record'),
  own('Tenancy.endedOn', 'S', 'record'),

  // Answers, the same in every department
  part('Verification.answer'),
  part('Verification.reason'),
  part('Verification.asOf'),
  part('Verification.source'),
]);
