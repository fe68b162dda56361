import type { HubEnvironment } from './environment.js';

/** The settings in force, for a person to read: `hub doctor`, the first lines of a log. Credentials are left out. */
export function describeEnvironment(environment: HubEnvironment): Readonly<Record<string, unknown>> {
  const { mongodbUrl, rateLimit, webhookAllow, ...shown } = environment;
  return {
    ...shown,
    store: mongodbUrl === undefined ? 'embedded' : mongodbUrl.replace(/\/\/[^/]*@/, '//…@').replace(/\?.*$/, ''),
    rateLimit: rateLimit === undefined ? 'off' : `${rateLimit.requests} per ${rateLimit.perSeconds} s`,
    webhookAllow: webhookAllow.map(({ department = 'all', cidr, port }) => `${department}: ${cidr}, port ${port}`),
  };
}
