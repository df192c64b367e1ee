/** Who speaks in a history. Web Chat tells the sides apart by `role`. */
export const bot = { id: 'pin-desk', name: 'PIN Desk', role: 'bot' } as const;

export const person = (id: string) => ({ id, role: 'user' }) as const;
