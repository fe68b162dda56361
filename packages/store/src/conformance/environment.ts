/** Where a real MongoDB replica set is, if anywhere; its databases `hub_conformance_*` are emptied by the tests. */
export const mongodbUrl: string | undefined = process.env['MONGODB_URL'];
