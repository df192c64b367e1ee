/** Do WebSockets get through to us? Some proxies refuse them, and Web Chat would then try for ever and show nothing. */
export const socketWorks = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = new WebSocket(`${location.origin.replace(/^http/u, 'ws')}/chat/probe`);
    const answer = (works: boolean) => {
      resolve(works);
      socket.close();
    };
    socket.onmessage = () => answer(true);
    socket.onerror = () => answer(false);
    socket.onclose = () => resolve(false);
    setTimeout(() => answer(false), 2_000);
  });
