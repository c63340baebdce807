import type { ConfigNode, ConfigScalar } from './tree.js';
import { entryOf } from './tree.js';

/** The values of `extra` in `app.json`, which Expo puts into the app: https://docs.expo.dev/versions/latest/config/app/#extra */
export function expoExtra(path: string, root: ConfigNode): readonly ConfigScalar[] {
  const extra = /(?:^|\/)app\.json$/u.test(path) ? entryOf(entryOf(root, 'expo'), 'extra') : undefined;
  const found: ConfigScalar[] = [];
  const open = extra === undefined ? [] : [extra];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind === 'scalar') found.push(node);
    else open.push(...(node.kind === 'list' ? node.items : node.entries.map((entry) => entry.node)));
  }
  return found;
}
