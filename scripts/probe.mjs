// Health check of a container: exit 0 when the part on this port is ready.
const [port] = process.argv.slice(2);
const ready = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(4_000) })
  .then(({ ok }) => ok)
  .catch(() => false);
process.exitCode = ready ? 0 : 1;
