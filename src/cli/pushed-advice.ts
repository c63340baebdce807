/** What to do about a push that is stopped. The commits are still on this machine alone. */
export const pushedAdvice = `
What to do: take it out of the commit that brings it (git rebase --interactive, with "edit" for that commit), then push again.
A later commit that takes it away does not help: what is pushed can be read in the history.
To push once without this check: MISTRAL_KEYS_SKIP=1 git push
`;
