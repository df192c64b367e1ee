const inputSelector = '[data-id="webchat-sendbox-input"]';
const buttonSelector = '.webchat__send-button';

export interface EarlyWords {
  /** From now on Web Chat takes words itself. True where some were sent before and still stand in the box. */
  connected(): boolean;
  /** It takes none until it is connected again. */
  disconnected(): void;
}

/** Web Chat takes no words while it is not connected, and shows nobody that it did not: this remembers that they were sent. */
export function earlyWords(): EarlyWords {
  let isConnected = false;
  let sent = '';
  const box = () => document.querySelector<HTMLInputElement>(inputSelector)?.value ?? '';
  const send = () => {
    if (!isConnected) sent = box();
  };

  document.addEventListener('keypress', ({ key, target }) => {
    if (key === 'Enter' && target instanceof Element && target.matches(inputSelector)) send();
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Element && target.closest(buttonSelector)) send();
  });

  return {
    connected: () => {
      isConnected = true;
      const isWaiting = sent !== '' && sent === box();
      sent = '';
      return isWaiting;
    },
    disconnected: () => {
      isConnected = false;
    },
  };
}
