import { enumType } from '@hub/subgraph';

export const DocumentTypeEnum = enumType('DocumentType', 'Kind of identity document (证件种类)', {
  CITIZEN_ID: 'Citizen ID number, GB 11643 (居民身份证)',
  HMT_RESIDENCE_PERMIT: 'Residence permit for Hong Kong, Macao and Taiwan residents (港澳台居民居住证)',
  FOREIGN_PERMANENT_RESIDENCE: 'Foreign permanent resident ID card (外国人永久居留身份证)',
  PASSPORT: 'Passport (护照)',
  MAINLAND_TRAVEL_PERMIT: 'Mainland travel permit (来往内地/大陆通行证)',
});
