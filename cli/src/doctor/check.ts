/** Outcome of one check: what was found, and for anything but `ok` its cause and its fix. */
export type Finding =
  | { readonly state: 'ok'; readonly found: string }
  | { readonly state: 'warning' | 'failed'; readonly found: string; readonly fix: string };

export interface Check {
  readonly title: string;
  readonly run: () => Promise<Finding>;
}

export const ok = (found: string): Finding => ({ state: 'ok', found });
export const warning = (found: string, fix: string): Finding => ({ state: 'warning', found, fix });
export const failed = (found: string, fix: string): Finding => ({ state: 'failed', found, fix });

/** A check that breaks down is a failed one; the others still run. */
export async function runCheck({ run }: Check): Promise<Finding> {
  try {
    return await run();
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error), 'see the message');
  }
}
