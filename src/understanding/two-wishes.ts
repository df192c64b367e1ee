/** Where one wish ends and another may begin: a full stop, a comma, “and also”. In the five languages. */
const between =
  /[.;!?,]+\s+|\s+(?:and also|and then|and|also|og så|og også|og|und auch|und dann|und|et aussi|et puis|et|y también|y luego|y|e)\s+/giu;
const fewestWords = 2;
const mostParts = 4;
const mostCharacters = 400;

/** The parts of a sentence that may each be a wish; none where there is only one. */
export function wishesIn(text: string): readonly string[] {
  const parts = text
    .slice(0, mostCharacters)
    .split(between)
    .map((part) => part.trim())
    .filter((part) => part.split(/\s+/u).length >= fewestWords);
  return parts.length > 1 ? parts.slice(0, mostParts) : [];
}
