const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist: check the path',
  ENOTDIR: 'does not exist, since a part of its path is a file: check the path',
  EACCES: 'may not be read by this user: make it readable, or have git ignore it',
  EPERM: 'may not be read by this user: make it readable, or have git ignore it',
  ELOOP: 'is a symbolic link that leads back to itself: mend or remove the link',
  ENAMETOOLONG: 'has a path longer than the system takes: shorten it',
};

/** Says why something could not be read and what to do, from the system's error. */
export function reasonOf(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown error';
  return reasons[code] ?? `could not be read (${code}): try again, or leave it out`;
}
