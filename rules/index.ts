import { noClientKey } from './no-client-key.js';
import { noHardcodedKey } from './no-hardcoded-key.js';
import { noUnguardedEnv } from './no-unguarded-env.js';
import { requireApiKey } from './require-api-key.js';
import { requireBearerAuth } from './require-bearer-auth.js';
import { requireHttps } from './require-https.js';
import type { Rule } from './rule.js';
import { noKeyLogging } from './no-key-logging.js';
import { loadEnvFirst } from './load-env-first.js';
import { handleAuthError } from './handle-auth-error.js';

/** Every rule, in the order in which they are listed. */
export const rules: readonly Rule[] = [
  noHardcodedKey,
  requireApiKey,
  noUnguardedEnv,
  noClientKey,
  requireHttps,
  requireBearerAuth,
  noKeyLogging,
  loadEnvFirst,
  handleAuthError,
];
