import { askOwnRecords } from '../ask/own-records.js';

interface Answered {
  readonly number: string;
  readonly state: string;
}

export interface ReceiptOptions {
  readonly client: string;
  readonly officer: string;
  readonly json?: boolean;
}

/** Sends a receipt and prints the bulletin as it stands then. */
export async function sendReceipt(
  mutation: string,
  input: Readonly<Record<string, unknown>>,
  { client, officer, json = false }: ReceiptOptions,
): Promise<void> {
  const asked = { client, officer, query: mutation, variables: { input } };
  const { notification } = await askOwnRecords<{ readonly notification: Answered }>(asked);
  process.stdout.write(
    json ? `${JSON.stringify(notification, null, 2)}\n` : `${notification.number} ${notification.state}\n`,
  );
}
