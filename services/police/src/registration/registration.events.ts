import { defineEvent } from '@hub/subgraph';

export const residenceRegistered = defineEvent({
  type: 'police.residence.registered',
  description: 'A person was registered at a dwelling, for the first time in this county or again (居住登记)',
  content: {
    registrationId: 'recordId',
    personId: 'personId',
    regionCode: 'regionCode',
    gridCode: 'gridCode?',
    registeredOn: 'date',
  },
});

/** One fact, and one event: the registration that the move closes is told of nowhere else. */
export const residenceMoved = defineEvent({
  type: 'police.residence.moved',
  description: 'A registered person moved within the county; `registrationId` is the new registration (居住变更)',
  content: {
    registrationId: 'recordId',
    personId: 'personId',
    fromRegionCode: 'regionCode',
    toRegionCode: 'regionCode',
    fromGridCode: 'gridCode?',
    toGridCode: 'gridCode?',
    movedOn: 'date',
  },
});

/** What ends a stay for good ends every registration: an event for each, all with the same day and reason. */
export const residenceEnded = defineEvent({
  type: 'police.residence.ended',
  description: 'A registration ended: left, became a local, died or is missing (居住登记注销)',
  content: { registrationId: 'recordId', personId: 'personId', endedOn: 'date', reason: 'code' },
});
