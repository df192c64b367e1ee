export const longestTelephone = 40;

/** A telephone number as people write it, with an extension perhaps; three digits at least, for short internal ones. */
export const isTelephone = (typed: string): boolean =>
  typed.length <= longestTelephone &&
  /^(?=(?:\D*\d){3,20}\D*$)\+?[\d\s()./-]+(?:(?:x|ext\.?|,|;)\s*\d{1,6})?$/iu.test(typed);
