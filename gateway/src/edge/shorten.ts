const longestName = 80;

/** A name that the caller wrote, as far as an error may repeat it. */
export function shorten(name: string): string {
  return name.length <= longestName ? name : `${name.slice(0, longestName - 1)}…`;
}
