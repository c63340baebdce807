import { type Check, problem } from '../check.js';
import type { Project } from '../project.js';

/** Variables of this shell that give the key away. */
export function checkProcess({ environment }: Project): Check[] {
  const { MISTRAL_DEBUG: debug, NODE_TLS_REJECT_UNAUTHORIZED: certificates } = environment;
  return [
    ...(debug === undefined || debug === '' ? [] : [problem('process', 'MISTRAL_DEBUG is set: the TypeScript SDK prints the bearer header with every request. Any value turns it on, "false" too.', 'unset MISTRAL_DEBUG')]),
    ...(certificates === '0' ? [problem('process', 'NODE_TLS_REJECT_UNAUTHORIZED is 0: Node checks no certificates, so anyone on the way can read the key.', 'unset NODE_TLS_REJECT_UNAUTHORIZED; name the certificate authority of your company in NODE_EXTRA_CA_CERTS')] : []),
  ];
}
