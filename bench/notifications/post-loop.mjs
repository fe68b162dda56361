// The floor of delivery: the same bytes posted in a loop, nothing claimed, signed, stored or checked.
import { Pool } from 'undici';
import { runChild } from '../child.mjs';

const perReceiver = 64;

runChild(() => ({}), {
  async post({ urls, total, body }) {
    const pools = urls.map((url) => ({ pool: new Pool(new URL(url).origin, { connections: perReceiver }), url }));
    let left = total;
    const startedAt = performance.now();
    const loop = async ({ pool, url }) => {
      while (left-- > 0) {
        const { body: answer } = await pool.request({
          method: 'POST',
          path: new URL(url).pathname,
          headers: { 'content-type': 'application/cloudevents+json' },
          body,
        });
        await answer.dump();
      }
    };
    const loops = pools.flatMap((one) =>
      Array.from({ length: Math.ceil(perReceiver / pools.length) }, () => loop(one)),
    );
    await Promise.all(loops);
    const seconds = (performance.now() - startedAt) / 1_000;
    await Promise.all(pools.map(({ pool }) => pool.close()));
    return total / seconds;
  },
});
