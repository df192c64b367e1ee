# Grants the managed identity of PIN Desk what it may ask of Microsoft Graph, and nothing else; see README.md beside this file.
# Run it as a Privileged Role Administrator, with the module Microsoft.Graph.Applications.
[CmdletBinding()]
param(
    # Object id of the identity: the output identityPrincipalId of the template.
    [Parameter(Mandatory)] [guid] $PrincipalId,
    # With PROTECTED_GROUPS.
    [switch] $ProtectedGroups,
    # With MAILER=graph, where the mailbox is not restricted by RBAC for Applications: this opens every mailbox for sending.
    [switch] $SendMail
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$wanted = @('User.Read.All')
if ($ProtectedGroups) { $wanted += 'GroupMember.Read.All' }
if ($SendMail) { $wanted += 'Mail.Send' }

Connect-MgGraph -Scopes 'AppRoleAssignment.ReadWrite.All', 'Application.Read.All' -NoWelcome

# Microsoft Graph has this application id in every tenant.
$graph = Get-MgServicePrincipal -Filter "appId eq '00000003-0000-0000-c000-000000000000'"
$held = @(Get-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $PrincipalId -All)
$heldIds = @()
foreach ($assignment in $held) { $heldIds += $assignment.AppRoleId }

foreach ($role in $graph.AppRoles) {
    if ($role.AllowedMemberTypes -notcontains 'Application') { continue }
    if ($wanted -contains $role.Value) {
        if ($heldIds -contains $role.Id) {
            Write-Output ('has ' + $role.Value)
        } else {
            $grant = @{ PrincipalId = $PrincipalId; ResourceId = $graph.Id; AppRoleId = $role.Id }
            New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $PrincipalId -BodyParameter $grant | Out-Null
            Write-Output ('granted ' + $role.Value)
        }
    } elseif ($heldIds -contains $role.Id) {
        Write-Warning ('has ' + $role.Value + ', which PIN Desk does not use: take it away')
    }
}

Disconnect-MgGraph | Out-Null
