/** The settings of an installation in the open, with all that has to be there then. Nobody is asked before somebody signs in or is mailed. */
export const inTheOpen = {
  PUBLIC_URL: 'https://pin.example.com',
  SECRET_KEY: 'k'.repeat(40),
  CHAT_ANONYMOUS: 'on',
  MAILER: 'smtp',
  MAIL_FROM: 'pin@example.com',
  SMTP_HOST: '127.0.0.1',
  SMTP_TLS: 'off',
  OIDC_ISSUER: 'https://login.example.com',
  OIDC_CLIENT_ID: 'pin-desk',
  OIDC_CLIENT_SECRET: 'not used: nobody signs in',
  ALLOWED_TENANTS: '0c5a9c51-9d4e-4c52-8a62-5a4f6f2f3b10',
  DESK_LEADS: 'Desk.Lead',
  DESK_AGENTS: 'Desk.Agent',
};
