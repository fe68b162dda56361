/** The environment of a measured process: what production sets, and nobody called home. */
export const measuredEnvironment = { ...process.env, NODE_ENV: 'production', APOLLO_TELEMETRY_DISABLED: 'true' };
