import type { HttpRequest } from './http.ts';
import { Secret } from './secret.ts';

/** A cookie of this host alone that no script reads. It comes along when a link of another site leads here (`Lax`), as the way back from an identity provider does. */
export interface HostCookie {
  read(request: Pick<HttpRequest, 'cookies'>): Secret | undefined;
  /** The value of a `set-cookie` header. */
  set(value: Secret, seconds: number): string;
  remove(): string;
}

/** `isSecure`: people reach us by https. The browser then refuses a cookie of this name that another host of the domain set (`__Host-`). */
export function hostCookie(name: string, isSecure: boolean): HostCookie {
  const fullName = isSecure ? `__Host-${name}` : name;
  const attributes = (seconds: number) =>
    `Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${isSecure ? '; Secure' : ''}`;
  return {
    read: ({ cookies }) => {
      const value = cookies[fullName];
      return value ? new Secret(value) : undefined;
    },
    set: (value, seconds) => `${fullName}=${value.reveal()}; ${attributes(seconds)}`,
    remove: () => `${fullName}=; ${attributes(0)}`,
  };
}
