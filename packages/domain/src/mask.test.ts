import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskDocumentNumber, maskName, maskPhone } from './mask.js';

test.each([
  ['张三', '张*'],
  ['张小明', '张*'],
  ['阿依古丽·买买提', '阿*'],
  ['𠮷田', '𠮷*'],
  ['', '*'],
])('the name %j is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test.each([
  ['13800000000', '138****0000'],
  ['100-0000-1234', '100****1234'],
  ['+86 138 0000 0000', '138****0000'],
  ['0086 13800000000', '138****0000'],
  ['0580-1234567', '058****4567'],
  ['1234567', '****67'],
  ['110', '****'],
  ['', '****'],
])('the phone number %j is shown as %s', (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});

test.each([
  ['99000119900307101X', '99**************1X'],
  ['EA1234567', 'EA*****67'],
  ['E123456', '*******'],
  ['', ''],
])('the document number %j is shown as %j', (number, masked) => {
  expect(maskDocumentNumber(number)).toBe(masked);
});

test('a masked citizen number tells neither birth date nor sequence', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^99\d{16}$/), (number) => {
      expect(maskDocumentNumber(number).slice(2, 16)).toBe('*'.repeat(14));
    }),
  );
});
