/** Where this process is to die, for tests of durability. */
export interface FailpointSetting {
  readonly name: string;
  /** The how-many-th time it is reached; 1 is the first. */
  readonly count: number;
}

/**
 * Reads `name` or `name:count`; a name has letters, digits, dots and dashes.
 *
 * @returns `undefined` when the text is neither
 */
export function parseFailpoint(text: string): FailpointSetting | undefined {
  const match = /^([A-Za-z0-9][A-Za-z0-9.-]{0,99})(?::([1-9]\d{0,5}))?$/.exec(text);
  const name = match?.[1];
  return name === undefined ? undefined : { name, count: Number(match?.[2] ?? 1) };
}
