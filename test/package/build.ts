import { build } from 'rolldown';
import config from '../../rolldown.config.js';

/** Builds dist/ once, before the tests that run it. */
export default async function setup(): Promise<void> {
  await build(config);
}
