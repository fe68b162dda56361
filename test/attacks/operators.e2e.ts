import type { HubOnTrial } from '@hub/testing';
import { startHub } from '@hub/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countDepartmentRequests } from '../authorization/department-doors.js';
import { inParallel } from '../authorization/in-parallel.js';
import type { Known } from '../authorization/operation-text.js';
import type { SmallWorld } from '../authorization/small-world.js';
import { settleSmallWorld, smallWorldClock } from '../authorization/small-world.js';
import { clientOf } from './client-of.js';
import type { Leaf, Root } from './input-leaves.js';
import { fillVariables, listLeaves, replaceAt, roots } from './input-leaves.js';
import type { Outsider, RawAnswer } from './outsider.js';
import { codeOf, createOutsider } from './outsider.js';
import { knowGoodInputs } from './sample-inputs.js';

/** What a document store would take as a question, or JavaScript as a prototype. */
const operators: readonly unknown[] = [
  ...[{ $ne: 1 }, { $gt: '' }, { $where: 'sleep(1000)' }, { 'a.b': 1 }, { $set: { status: 'x' } }, {}],
  ...[{ ['__proto__']: { x: 1 } }, [{ $ne: 1 }], [['x']]],
];
/** Texts that mean something to a store, a shell, a page or a terminal, or to nobody. */
const hostileTexts: readonly string[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', 'a\nb', '\u202e', '\ufeff', '😀😀', 'x'.repeat(100_000)],
  ...['$where', '{"$ne":1}', '__proto__', "' OR 1=1 --"],
];
/** A scalar whose values are objects: what they may hold, the department knows. */
const objectScalars = ['GeoJsonPolygon', 'BulletinContent'];
const places: readonly { readonly root: Root; readonly leaf: Leaf }[] = roots.flatMap((root) =>
  listLeaves(root).map((leaf) => ({ root, leaf })),
);
const hasObjects = ({ leaf }: (typeof places)[number]): boolean => objectScalars.includes(leaf.type.name);
const isText = ({ leaf }: (typeof places)[number]): boolean => /^(String|ID|Date|DateTime)$/.test(leaf.type.name);

describe('A value that a caller writes', () => {
  let hub: HubOnTrial;
  let world: SmallWorld;
  let outsider: Outsider;
  let good: Known;
  beforeAll(async () => {
    hub = await startHub({ clock: smallWorldClock });
    world = await settleSmallWorld(hub);
    outsider = createOutsider(hub);
    good = knowGoodInputs(world);
  });
  afterAll(() => hub.stop());

  const askWith = ({ root, leaf }: (typeof places)[number], value: unknown): Promise<RawAnswer> =>
    outsider.ask(root.text, replaceAt(fillVariables(root, good), leaf.path, value), {
      client: clientOf(root.coordinate),
    });
  const findUnrefused = async (asked: typeof places): Promise<readonly string[]> => {
    const attempts = asked.flatMap((place) => operators.map((operator) => ({ place, operator })));
    const wrong = await inParallel(8, attempts, async ({ place, operator }) => {
      const answer = await askWith(place, operator);
      const [error] = answer.errors;
      const field = error?.extensions['field'];
      const isRefused =
        error !== undefined &&
        codeOf(error) === 'BAD_USER_INPUT' &&
        typeof field === 'string' &&
        field.startsWith(place.leaf.path);
      return isRefused
        ? []
        : [`${place.root.coordinate} ${place.leaf.path} ${JSON.stringify(operator)}: ${answer.text}`];
    });
    return wrong.flat();
  };

  it('is never a question to a store: an object where a scalar belongs is refused by its path', async () => {
    const asked = places.filter((place) => !hasObjects(place));
    expect(asked.length).toBeGreaterThan(80);
    const before = await countDepartmentRequests(hub);
    expect(await findUnrefused(asked)).toEqual([]);
    expect(await countDepartmentRequests(hub)).toBe(before);
  });

  it('is refused where an object belongs, when it is another object', async () => {
    expect(await findUnrefused(places.filter(hasObjects))).toEqual([]);
  });

  it('breaks nothing, whatever its text, and is not repeated in an error', async () => {
    const attempts = places.filter(isText).flatMap((place) => hostileTexts.map((text) => ({ place, text })));
    expect(attempts.length).toBeGreaterThan(500);
    const wrong = await inParallel(8, attempts, async ({ place, text }) => {
      const { status, errors } = await askWith(place, text);
      const broken = status >= 500 || errors.map(codeOf).includes('INTERNAL_SERVER_ERROR');
      const repeated =
        text.length > 4 && JSON.stringify(errors).includes(JSON.stringify(text.slice(0, 200)).slice(1, -1));
      const what = `${place.root.coordinate} ${place.leaf.path} ${JSON.stringify(text.slice(0, 20))}`;
      return broken || repeated ? [`${what} ${repeated ? 'is repeated' : 'broke it'}: ${String(status)}`] : [];
    });
    expect(wrong.flat()).toEqual([]);
  });
});
