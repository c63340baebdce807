import { join } from 'node:path';
import { expect, test } from 'vitest';
import { rootOf } from '../../src/scan/select.js';
import { folder } from './folder.js';

test('the root around files that are in no repository', () => {
  const outer = folder({ 'app/src/a.ts': '', 'app/b.ts': '', 'other/c.ts': '' });
  const app = join(outer, 'app');
  expect(rootOf('src', app)).toBe(app);
  expect(rootOf('.', app)).toBe(app);
  // A folder that is scanned from elsewhere is the root itself: what lies beside it is none of the project's.
  expect(rootOf('../other', app)).toBe(join(outer, 'other'));
  expect(rootOf('..', join(app, 'src'))).toBe(app);
  expect(rootOf('../other/c.ts', app)).toBe(join(outer, 'other'));
});
