import { ownerOf } from '../authorization/graph.js';

/** Who may call a root: the department that answers; of the hub's own, the administrator, but for questions about people. */
export function clientOf(coordinate: string): string {
  const owner = ownerOf(coordinate);
  if (owner !== 'hub') return `${owner}-system`;
  return /^Query\.persons?$/.test(coordinate) ? 'labor-system' : 'hub-admin';
}
