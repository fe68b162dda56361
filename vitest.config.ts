import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

// Tests run on the sources: the `source` export condition of every workspace points there. `graphql` is pinned to the file
// that Node itself loads: a second copy of it in one process refuses the first one's types.
const conditions = ['source', 'node'];
const shared = {
  resolve: {
    conditions,
    alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
  },
  ssr: { resolve: { conditions } },
  oxc: { decorator: { legacy: true } },
};

export default defineConfig({
  test: {
    // One for each core of the smallest machine that has to manage: what runs in containers often sees more cores than it has
    maxWorkers: 2,
    // Files share their modules: loading the graph anew for each took longer than the tests
    isolate: false,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          include: [
            '{packages,services}/*/src/**/*.test.ts',
            '{gateway,hub,cli}/src/**/*.test.ts',
            'test/**/*.test.ts',
          ],
        },
      },
      {
        ...shared,
        test: {
          name: 'e2e',
          include: ['test/**/*.e2e.ts', '{packages,services}/*/src/**/*.e2e.ts', '{gateway,hub,cli}/src/**/*.e2e.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
