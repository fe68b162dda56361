import { citizenIdCheckCharacter, creditCodeCheckCharacter, organisationCodeCheckCharacter } from '@hub/domain';
import type { Known } from '../authorization/operation-text.js';
import type { SmallWorld } from '../authorization/small-world.js';
import { knowSmallWorld } from '../authorization/small-world.js';

const number17 = '99000119900307105';
const organisation = `MA000002${organisationCodeCheckCharacter('MA000002')}`;
const creditCode17 = `91990002${organisation}`;

/**
 * Inputs that a mutation would accept, so that one bad value in them gets as far as a bad value can. What is not known by
 * name here is made up by its type.
 */
export function knowGoodInputs(world: SmallWorld): Known {
  const queries = knowSmallWorld(world);
  let keys = 0;
  const byCoordinate: Readonly<Record<string, unknown>> = {
    'RegisterEnterpriseInput.code': `${creditCode17}${creditCodeCheckCharacter(creditCode17)}`,
    'CloseEnterpriseInput.code': world.enterpriseCode,
    'ReportEmploymentStartInput.personId': world.farPersonId,
    'EnrolChildInput.personId': world.farPersonId,
    'DefineGridInput.code': `${world.gridCode.slice(0, 12)}009`,
    'DefineStationInput.code': `${world.stationCode}-09`,
    'DefineStationInput.kind': 'VILLAGE',
    'RegisterSchoolInput.code': 'school-9',
    'DefineGridInput.polygon': {
      type: 'Polygon',
      coordinates: [
        [
          [122.1, 30.1],
          [122.2, 30.1],
          [122.2, 30.2],
          [122.1, 30.1],
        ],
      ],
    },
    'CreateSubscriptionInput.kinds': ['S-04'],
    'CreateSubscriptionInput.delivery': 'WEBHOOK',
    'CreateSubscriptionInput.url': 'http://127.0.0.1:4999/bulletins',
    'CorrectNotificationInput.data': { personId: world.personId, startedOn: '2026-01-06' },
    'GiveFeedbackInput.outcome': 'NOT_APPLICABLE',
    'GiveFeedbackInput.note': '不在本辖区',
    'RecallNotificationInput.note': '重复发送',
    // Bulletins by id, or a subscription and a time: both at once are refused
    'RedeliverInput.ids': [],
    'RetryRulesInput.ids': [],
    'RetryRulesInput.kind': 'N-05',
    'RedeliverInput.since': '2026-01-01T00:00:00Z',
    'RedeliverInput.until': '2026-01-02T00:00:00Z',
    'LocationInput.longitude': 122.4,
    'LocationInput.latitude': 30.2,
  };
  const byName: Readonly<Record<string, unknown>> = {
    personId: world.personId,
    landlordId: world.personId,
    operatorId: world.personId,
    personIds: [world.personId],
    dwellingId: world.dwellingId,
    schoolCode: world.schoolCode,
    employerCode: world.enterpriseCode,
    gridCode: world.gridCode,
    regionCode: world.gridCode.slice(0, 12),
    hukouRegionCode: '510724',
    documentType: 'CITIZEN_ID',
    documentNumber: `${number17}${citizenIdCheckCharacter(number17)}`,
    name: '李四',
    address: '小湾路9号',
    phone: '13800000000',
    reference: 'r1',
    schoolYear: '2026',
    stationCode: world.stationCode,
    week: '2026-W47',
    occupation: '焊工',
  };
  return (name, coordinate) => {
    const known = queries(name, coordinate) ?? byCoordinate[coordinate];
    if (known !== undefined) return known;
    if (name === 'idempotencyKey') return `key-${String((keys += 1))}`;
    return coordinate.includes('Input.') ? byName[name] : undefined;
  };
}
