import { defineEvent } from '@hub/subgraph';

export const tenancyStarted = defineEvent({
  type: 'police.tenancy.started',
  description: 'A tenant moved into a rental unit, as the landlord reported (入住申报)',
  content: {
    tenancyId: 'recordId',
    rentalUnitId: 'recordId',
    personId: 'personId',
    startedOn: 'date',
    regionCode: 'regionCode',
  },
});

export const tenancyEnded = defineEvent({
  type: 'police.tenancy.ended',
  description: 'A tenant moved out of a rental unit, as the landlord reported (退租申报)',
  content: { tenancyId: 'recordId', rentalUnitId: 'recordId', personId: 'personId', endedOn: 'date' },
});
