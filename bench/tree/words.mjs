/** Words to make names and sentences of. */
export const nouns = 'account address amount basket batch booking buffer bucket cache cart category channel city client comment config contract country course currency customer date delivery device document draft event feature field file filter folder form gateway group header image index invoice item job label layout ledger lesson letter limit line link list log map member menu message method metric model module month note number offer option order owner page panel parcel part partner patch path payment period person plan point policy post price product profile project quote range rate record refund region report request result review role room route rule schedule schema score section service session setting shape shop sign site size slot source stage state status step stock store student table task team template term test theme ticket time title token topic trip type unit update user value vendor version view visit week window worker year zone'.split(' ');

export const verbs = 'add apply build check clear close collect compare compute convert copy count create decode delete describe detect encode ensure expand export fetch filter find format group handle import insert join limit list load map mark match merge move normalize open parse pick prepare print publish pull push query read rebuild reduce refresh remove rename render replace report reset resolve restore save scale search select send set show sort split start stop store submit sum sync toggle trim update validate verify watch wrap write'.split(' ');

const small = 'the a of to and in is for that with on as by it from are this be an or which when not at can has if into only after before same one each must'.split(' ');

export function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** `normalizeOrderLine`, with a number where a file needs names that differ. */
export function functionName(random, number = '') {
  return `${random.pick(verbs)}${capital(random.pick(nouns))}${random.below(2) === 0 ? capital(random.pick(nouns)) : ''}${number}`;
}

export function sentence(random) {
  const length = 6 + random.below(14);
  const words = Array.from({ length }, (_, index) => (index % 2 === 0 ? random.pick(small) : random.pick(random.below(4) === 0 ? verbs : nouns)));
  return `${capital(words.join(' '))}.`;
}
