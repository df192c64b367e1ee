const person = { accountEnabled: true, userType: 'Member', businessPhones: ['+1 206 555 0100'] };

/** Ordinary, with every kind of name. */
export const ada = {
  ...person,
  id: '0a0a0a0a-0000-4000-8000-00000000000a',
  displayName: 'Ada Archer',
  givenName: 'Ada',
  surname: 'Archer',
  userPrincipalName: 'ada@contoso.com',
  mail: 'Ada.Archer@contoso.com',
  employeeId: 'E-1001',
  usageLocation: 'US',
  businessPhones: ['+1 206 555 0114;ext=40114'],
  proxyAddresses: ['SMTP:Ada.Archer@contoso.com', 'smtp:archer@contoso.com', 'smtp:both@contoso.com'],
  createdDateTime: '2019-03-11T08:00:00Z',
  lastPasswordChangeDateTime: '2026-05-04T09:30:00Z',
};

export const nobodyId = '0a0a0a0a-0000-4000-8000-0000000000ff';

/** As Microsoft Graph describes them. Two share an alias; the mail address of one is another's user principal name. */
export const people = [
  ada,
  {
    ...person,
    id: '0a0a0a0a-0000-4000-8000-00000000000b',
    displayName: 'Bo Both',
    userPrincipalName: 'bo@contoso.com',
    mail: 'gone@contoso.com',
    proxyAddresses: ['smtp:both@contoso.com'],
  },
  {
    ...person,
    id: '0a0a0a0a-0000-4000-8000-00000000000c',
    displayName: 'Dee Gone',
    userPrincipalName: 'dee@contoso.com',
    proxyAddresses: ['SMTP:gone@contoso.com'],
    accountEnabled: false,
  },
  {
    ...person,
    id: '0a0a0a0a-0000-4000-8000-00000000000d',
    displayName: 'Gil Guest',
    userPrincipalName: 'gil_fabrikam.com#EXT#@contoso.onmicrosoft.com',
    userType: 'Guest',
  },
  {
    ...person,
    id: '0a0a0a0a-0000-4000-8000-00000000000e',
    displayName: "Pat O'Hara",
    userPrincipalName: "pat.o'hara@contoso.com",
  },
  {
    ...person,
    id: '0a0a0a0a-0000-4000-8000-00000000000f',
    displayName: 'Sales Service',
    userPrincipalName: '$ales@contoso.com',
  },
  {
    ...person,
    id: '0a0a0a0a-0000-4000-8000-000000000010',
    displayName: 'Research and Development',
    userPrincipalName: 'r&d+50%/?=a@contoso.com',
  },
];
