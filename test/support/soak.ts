export const atLength = process.env.SOAK === 'true';

/** How many cases or rounds a run does: few in the suite, many in `npm run soak`. */
export const often = (few: number, many: number): number => (atLength ? many : few);

/** The seed of everything random in a run: given by SOAK_SEED to see a failure again, else new. Print it with the failure. */
export const soakSeed: number = Number(process.env.SOAK_SEED) || Math.floor(Math.random() * 2 ** 31);
