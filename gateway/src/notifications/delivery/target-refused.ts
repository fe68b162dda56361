/** Why nothing is sent to an address: a stable code for who registers it, and for the history of a delivery. */
export type TargetRefusal =
  | 'BAD_URL'
  | 'BAD_SCHEME'
  | 'URL_CREDENTIALS'
  | 'URL_FRAGMENT'
  | 'ADDRESS_NOTATION'
  | 'UNRESOLVED'
  | 'ADDRESS_NOT_ALLOWED'
  | 'OWN_ADDRESS'
  | 'HTTPS_REQUIRED';

/** A target that is outside what may be reached. The message is a sentence with the fix, to follow the name of the input. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused';

  constructor(
    readonly reason: TargetRefusal,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
