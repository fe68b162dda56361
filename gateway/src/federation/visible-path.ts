type Path = readonly (string | number)[];

/**
 * The part of an error's path that the caller can follow. Plans fetch fields that the caller did not ask for, to hand them
 * to another department (`@requires`); when such a field fails, the error stands at the object that it belongs to.
 */
export function visiblePath(path: Path, data: unknown): Path {
  let here = data;
  for (const [depth, part] of path.entries()) {
    // Above a null there is nothing to compare with: the error made it null
    if (typeof here !== 'object' || here === null) return path;
    if (!Object.hasOwn(here, part)) return path.slice(0, depth);
    here = (here as Readonly<Record<string | number, unknown>>)[part];
  }
  return path;
}
