/** Headers in which other vendors take a key. */
export const keyHeader = /^(?:x[-_])?(?:mistral(?:ai)?[-_])?(?:api[-_]?key|auth[-_]token|access[-_]token)$/iu;

const parameter = String.raw`(?:mistral[-_]?)?api[-_]?key|key|token|access[-_]?token|authorization`;
/** Names of query parameters that hold a key. */
export const keyParameter = new RegExp(`^(?:${parameter})$`, 'iu');
/** Such a parameter in an address. */
export const keyInQuery = new RegExp(`[?&](?<name>${parameter})=`, 'iu');

/** Addresses that need no key: they only ask whether the host is there, or for its pages. */
export const openPath = /^\s*(?:https?:\/\/)?[^/?#\s]+(?:\/(?:openapi[^/]*|docs|health\w*|robots\.txt)?)?(?:[?#]|$)/iu;
/** These endpoints take `x-api-key`. */
export const adminPath = /\/v\d+\/admin(?:[/?#]|$)/u;
