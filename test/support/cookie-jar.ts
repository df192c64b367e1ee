/** As much of a browser as a sign-in needs: cookies of each host and port, and redirects one by one. */
export function cookieJar() {
  const cookies = new Map<string, Map<string, string>>();
  const of = (url: URL): Map<string, string> => {
    const known = cookies.get(url.host) ?? new Map<string, string>();
    cookies.set(url.host, known);
    return known;
  };

  async function open(address: string | URL, init: RequestInit = {}): Promise<Response> {
    const url = new URL(address);
    const cookie = [...of(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...(cookie ? { cookie } : {}) };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? [];
      if (value === '' || /Max-Age=0\b/iu.test(line)) of(url).delete(name);
      else of(url).set(name, value);
    }
    return response;
  }

  return {
    open,
    /** The next address, where the answer is a redirect. */
    async next(address: string | URL): Promise<URL | undefined> {
      const response = await open(address);
      await response.arrayBuffer();
      const location = response.headers.get('location');
      return location && response.status >= 300 && response.status < 400 ? new URL(location, address) : undefined;
    },
    /** What the browser keeps for an address. */
    cookies: (address: string | URL) => Object.fromEntries(of(new URL(address))),
    forget: (address: string | URL) => of(new URL(address)).clear(),
    set: (address: string | URL, name: string, value: string) => of(new URL(address)).set(name, value),
  };
}
export type CookieJar = ReturnType<typeof cookieJar>;
