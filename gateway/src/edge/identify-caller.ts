import type { Caller, PurposeCode } from '@hub/domain';
import { badInput, getPurpose, HubError, isPurposeCode } from '@hub/domain';
import { requestHeaders } from '@hub/server';
import type { IncomingHttpHeaders } from 'node:http';
import type { Client } from '../access/client.js';

/** Up to 128 visible characters of any script; spaces only between them. */
const visible = /^(?! )(?:[^\p{C}\p{Z}]| ){1,128}(?<! )$/u;
const headerAscii = /^[\x20-\x7e]*$/;

/**
 * Who asks, for whom and why, from the client and the request's headers.
 *
 * @throws HubError PURPOSE_REQUIRED when `Hub-Purpose` is missing, unknown or not this client's
 * @throws HubError BAD_USER_INPUT when `Hub-Officer` or `Hub-Case` is missing or unreadable
 */
export function identifyCaller(client: Client, headers: IncomingHttpHeaders): Caller {
  const purpose = readPurpose(client, headers[requestHeaders.purpose]);
  const officer = readText('Hub-Officer', headers[requestHeaders.officer]);
  if (officer === undefined) {
    throw badInput('Hub-Officer', "Send Hub-Officer: the officer's, or the job's, id in your system", 'REQUIRED');
  }
  const caseNumber = readText('Hub-Case', headers[requestHeaders.caseNumber]);
  if (caseNumber === undefined && getPurpose(purpose).caseRequired) {
    throw badInput('Hub-Case', 'Send Hub-Case: the case number in your system; this purpose needs one', 'REQUIRED');
  }
  return {
    client: client._id,
    department: client.department,
    purpose,
    officer,
    ...(caseNumber === undefined ? {} : { caseNumber }),
    ...(client.zone === undefined ? {} : { zone: client.zone }),
  };
}

function readPurpose({ purposes }: Client, header: string | readonly string[] | undefined): PurposeCode {
  if (typeof header !== 'string' || header === '') {
    throw purposeRequired('Send Hub-Purpose: the code of the purpose that you ask for');
  }
  if (!isPurposeCode(header))
    throw purposeRequired('Hub-Purpose is not the code of a purpose; see the list of purposes');
  if (!purposes.includes(header)) throw purposeRequired('Hub-Purpose names a purpose that your client does not hold');
  return header;
}

function purposeRequired(message: string): HubError {
  return new HubError('PURPOSE_REQUIRED', message, { field: 'Hub-Purpose' });
}

function readText(name: string, header: string | readonly string[] | undefined): string | undefined {
  const value = decode(name, header);
  if (value === undefined || value === '') return undefined;
  if (visible.test(value)) return value;
  throw badInput(name, `${name} must be 1 to 128 visible characters`, 'BAD_CHARACTER');
}

/** Names and case numbers hold Chinese characters (浙卫〔2026〕12号), which a header carries as percent-encoded UTF-8 only. */
function decode(name: string, value: string | readonly string[] | undefined): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string' && headerAscii.test(value)) {
    try {
      return decodeURIComponent(value);
    } catch {
      // Falls through: a per cent sign that starts no UTF-8 sequence
    }
  }
  throw badInput(
    name,
    `${name} must be ASCII; percent-encode other characters, and per cent signs, as UTF-8`,
    'BAD_CHARACTER',
  );
}
